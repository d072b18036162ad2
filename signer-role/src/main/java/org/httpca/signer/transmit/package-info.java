/**
 * The transmit stage's view of requests: each row with a word to be said becomes one event for the web side.
 */
@NullMarked
package org.httpca.signer.transmit;

import org.jspecify.annotations.NullMarked;
