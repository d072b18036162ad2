/**
 * The decide stage: verifies the orders of administrators, counts them against the quorum, and moves the request.
 */
@NullMarked
package org.httpca.signer.decide;

import org.jspecify.annotations.NullMarked;
