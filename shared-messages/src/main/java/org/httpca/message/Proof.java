package org.httpca.message;

import org.httpca.pki.Octets;

/**
 * A proof that the subject has the private key.
 *
 * @param type {@code pkcs10}
 * @param bytes the DER of the PKCS#10
 */
public record Proof(String type, Octets bytes) {

    public static final String PKCS10 = "pkcs10";
}
