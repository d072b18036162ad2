/**
 * The issuing key in an encrypted PKCS#12 file (RFC 7292), together with its chain and the key of the clearances.
 */
@NullMarked
package org.httpca.signer.key.pkcs12;

import org.jspecify.annotations.NullMarked;
