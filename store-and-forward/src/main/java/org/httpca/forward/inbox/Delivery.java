package org.httpca.forward.inbox;

import org.httpca.envelope.Opening;

/** An envelope as it came, and what the verifier found in it. */
record Delivery(byte[] body, Opening opening) {}
