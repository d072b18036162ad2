package org.httpca.web.ocsp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Crypto;
import org.httpca.pki.Octets;
import org.httpca.pki.SigningKey;
import org.httpca.pki.VerificationKey;

/**
 * A key that answers in an issuer's name, with the certificate that permits it.
 *
 * @param issuer its short name
 * @param issuerSha256 of the issuer's certificate by which this one was judged, hexadecimal
 * @param byKey how its answers name it
 */
record Responder(
        UUID id,
        String issuer,
        String issuerSha256,
        IssuerHashes hashes,
        Certificate certificate,
        ResponderID byKey,
        SigningKey key,
        Instant from,
        Instant to) {
    static final String ALGORITHM = "SHA256withECDSA";
    static final AlgorithmIdentifier IDENTIFIER = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    /** What a check signs, of no meaning. */
    private static final byte[] PROBE = {0};

    /**
     * Empty unless the issuer has certified this key for OCSP, and it can be used here. The issuer is its key and its name: clients
     * look for both (RFC 5280, section 6.1.3).
     *
     * @param ca the issuer's present certificate, DER
     */
    static Optional<Responder> of(UUID id, String issuer, Octets ca, byte[] der, byte[] pkcs8) {
        try {
            X509CertificateHolder above = new X509CertificateHolder(ca.toArray());
            X509CertificateHolder own = new X509CertificateHolder(der);
            PrivateKey privateKey = ResponderKey.read(pkcs8);
            SigningKey key = SigningKey.of(privateKey, Crypto.ecdsa());
            Certificate certificate = own.toASN1Structure();
            boolean issued = own.getIssuer().equals(above.getSubject())
                    && VerificationKey.of(above.getSubjectPublicKeyInfo()).signed(certificate);
            boolean pair = VerificationKey.of(own.getSubjectPublicKeyInfo())
                    .holds(IDENTIFIER, PROBE, key.sign(ALGORITHM, PROBE));
            ExtendedKeyUsage usage = ExtendedKeyUsage.fromExtensions(own.getExtensions());
            if (!issued || !pair || usage == null || !usage.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)) {
                return Optional.empty();
            }
            return Optional.of(new Responder(
                    id,
                    issuer,
                    ca.sha256().hex(),
                    IssuerHashes.of(above),
                    certificate,
                    byKey(certificate),
                    key,
                    own.getNotBefore().toInstant(),
                    own.getNotAfter().toInstant()));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** RFC 6960, section 4.2.1: KeyHash. */
    private static ResponderID byKey(Certificate certificate) {
        byte[] key = certificate.getSubjectPublicKeyInfo().getPublicKeyData().getBytes();
        return new ResponderID(new DEROctetString(IssuerHashes.digest("SHA-1", key)));
    }

    /** Half of its life is over. */
    boolean isToBeRenewed(Instant now) {
        return !now.isBefore(from.plus(life().dividedBy(2)));
    }

    /** Three quarters of its life are over: its successor is late. */
    boolean isNearItsEnd(Instant now) {
        return !now.isBefore(to.minus(life().dividedBy(4)));
    }

    boolean hasEnded(Instant now) {
        return now.isAfter(to);
    }

    private Duration life() {
        return Duration.between(from, to);
    }

    @Override
    public String toString() {
        return "Responder[" + id + " of " + issuer + "]";
    }
}
