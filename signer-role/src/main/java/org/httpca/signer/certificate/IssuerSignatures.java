package org.httpca.signer.certificate;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.VerificationKey;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;

/** Verifies certificates by the keys of this signer's issuers. */
public final class IssuerSignatures {
    private final Issuers issuers;
    private final Map<String, IssuerKey> keys = new ConcurrentHashMap<>();

    public IssuerSignatures(Issuers issuers) {
        this.issuers = issuers;
    }

    private record IssuerKey(X509CertificateHolder certificate, VerificationKey key) {}

    /**
     * RFC 5280, section 6.1.3 (a)(1). False for what is no certificate, too.
     *
     * @param issuer its short name
     * @param octets the DER of a Certificate
     */
    public boolean hold(String issuer, byte[] octets) {
        X509CertificateHolder ca = issuers.find(issuer).map(Issuer::certificate).orElse(null);
        try {
            return ca != null && key(issuer, ca).signed(Certificate.getInstance(octets));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    /** The same object for all certificates of an issuer: the first of them pays for its tables. */
    private VerificationKey key(String issuer, X509CertificateHolder ca) throws GeneralSecurityException {
        IssuerKey known = keys.get(issuer);
        if (known == null || !known.certificate().equals(ca)) {
            known = new IssuerKey(ca, VerificationKey.of(ca.getSubjectPublicKeyInfo()));
            keys.put(issuer, known);
        }
        return known.key();
    }
}
