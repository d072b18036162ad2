package org.httpca.signer.key;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.httpca.lint.CrlPermit;
import org.httpca.lint.IssuancePermit;

/**
 * The private key of one issuer. Whoever holds this can have signed what the linter permitted, once per permit, and
 * nothing else: no method takes bytes.
 *
 * <p>The same permit content gives the same octets each time (deterministic ECDSA after RFC 6979, EdDSA, PKCS#1 v1.5), so
 * that what was written down before a crash becomes the same certificate after it.
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
    byte[] sign(CrlPermit permit);
}
