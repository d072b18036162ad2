/**
 * The log of certificates: a Merkle tree over what was issued, revoked and released, signed heads of it, and proofs that anyone can check.
 */
@NullMarked
package org.httpca.log;

import org.jspecify.annotations.NullMarked;
