/**
 * The accept stage: commands from the broker, once verified, become rows; those known already are told their latest word again.
 */
@NullMarked
package org.httpca.signer.accept;

import org.jspecify.annotations.NullMarked;
