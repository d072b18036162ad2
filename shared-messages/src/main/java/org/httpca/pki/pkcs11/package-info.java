/**
 * Keys that stay in a token (PKCS#11): the platform's own provider, SunPKCS11, from a configuration that is made here and
 * written nowhere. The only room that opens tokens; what it knows of a key is where it is, and never the key.
 */
@NullMarked
package org.httpca.pki.pkcs11;

import org.jspecify.annotations.NullMarked;
