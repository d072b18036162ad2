package org.httpca.signer.key;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.httpca.lint.CrlPermit;
import org.httpca.lint.IssuancePermit;
import org.httpca.pki.LongOctets;

/**
 * The private key of one issuer. Whoever holds this can have signed what the linter permitted, once per permit, and
 * nothing else: no method takes bytes.
 *
 * <p>What was written down before a crash becomes the same TBSCertificate after it. The signature may be another one, where the
 * scheme is ECDSA by a provider without RFC 6979: of two, the first that is stored is the certificate.
 */
public interface IssuingKey {
    /** What stands in {@code signature} and {@code signatureAlgorithm} (RFC 5280, section 4.1.1.2) of all that this key signs. */
    AlgorithmIdentifier signatureAlgorithm();

    /**
     * Signs the permitted TBSCertificate.
     *
     * @return the DER of the Certificate
     */
    byte[] sign(IssuancePermit permit);

    /**
     * Signs the permitted TBSCertList.
     *
     * @return the DER of the CertificateList
     */
    LongOctets sign(CrlPermit permit);
}
