/** From the web database to the broker: what the web role put into the outbox, and what has had no answer for a while. */
@NullMarked
package org.httpca.worker.transmit;

import org.jspecify.annotations.NullMarked;
