package org.httpca.web.ocsp;

import java.util.List;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to know (RFC 6960, section 4.1.1). Who it says it is, and its signature, do not count.
 *
 * @param ids one to twenty certificates
 * @param nonce the nonce itself, 1 to 128 octets (RFC 9654, section 2.1); null: there is none
 */
record OcspRequest(List<CertId> ids, @Nullable Octets nonce) {

    /**
     * A certificate, named by its issuer's name and key and its serial number.
     *
     * @param der the CertID as it came, to be said again in the answer
     * @param hash the content of the hash algorithm's OBJECT IDENTIFIER
     * @param serial lower-case hexadecimal
     */
    record CertId(Octets der, Octets hash, Octets issuerName, Octets issuerKey, String serial) {}
}
