/**
 * Whether issuing is halted: an administrator's order stops the signatures of all signers, and another lets them go on.
 */
@NullMarked
package org.httpca.signer.halt;

import org.jspecify.annotations.NullMarked;
