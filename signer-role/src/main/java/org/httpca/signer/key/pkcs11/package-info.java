/**
 * The issuing key in a token: it never leaves it. Its chain, and the key of the clearances, are in the keystore's file as ever.
 */
@NullMarked
package org.httpca.signer.key.pkcs11;

import org.jspecify.annotations.NullMarked;
