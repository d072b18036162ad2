/** The log of certificates, as signers have published it, and proofs about it. */
@NullMarked
package org.httpca.web.log;

import org.jspecify.annotations.NullMarked;
