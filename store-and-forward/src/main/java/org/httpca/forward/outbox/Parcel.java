package org.httpca.forward.outbox;

import org.httpca.envelope.Outgoing;

/**
 * A message that was claimed to be sent.
 *
 * @param key by which its source knows it again
 */
public record Parcel(Object key, Outgoing outgoing) {}
