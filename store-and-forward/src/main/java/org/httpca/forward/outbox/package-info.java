/**
 * What is to be said to the other side: put in the transaction that made it true, sealed when it is sent, gone when the broker
 * confirmed it. A crash in between sends it again under the same message ids.
 */
@NullMarked
package org.httpca.forward.outbox;

import org.jspecify.annotations.NullMarked;
