/**
 * The log of certificates: what the audit log tells about them gets its place in one Merkle tree, whose heads are signed and published.
 */
@NullMarked
package org.httpca.signer.log;

import org.jspecify.annotations.NullMarked;
