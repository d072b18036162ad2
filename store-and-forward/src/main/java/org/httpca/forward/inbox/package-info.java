/**
 * What the other side says: verified, given its effect once in one transaction with the memory of it, acknowledged after the
 * commit. What is forged or cannot take effect is parked with its reason; nothing is dropped and nothing loops.
 */
@NullMarked
package org.httpca.forward.inbox;

import org.jspecify.annotations.NullMarked;
