package org.httpca.envelope;

import com.nimbusds.jose.util.Base64;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.httpca.pki.Crypto;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of senders, verified up to the messaging CA once and then remembered: a new or renewed instance needs no
 * redistribution, because its certificate comes with each envelope.
 */
final class TrustedSenders {

    /** A sender whose certificate the messaging CA signed. Its time is looked at on each use. */
    record Trusted(Sender sender, ECPublicKey key, Instant notBefore, Instant notAfter) {

        boolean validAt(Instant time) {
            return !time.isBefore(notBefore) && !time.isAfter(notAfter);
        }
    }

    /** Certificates that are not ours are never remembered, so strangers cannot fill this. */
    private static final int MOST = 1000;

    private static final int MAX_CERTIFICATE = 8 * 1024;
    private static final int DIGITAL_SIGNATURE = 0; // the first bit of KeyUsage, RFC 5280, section 4.2.1.3

    private final X509Certificate messagingCa;
    private final String installation;
    private final Map<String, Trusted> known = new ConcurrentHashMap<>();

    TrustedSenders(X509Certificate messagingCa, String installation) {
        this.messagingCa = messagingCa;
        this.installation = installation;
    }

    /** Null if the certificate is not an identity of this installation. */
    @Nullable
    Trusted of(Base64 certificate) {
        String key = certificate.toString();
        if (key.length() > MAX_CERTIFICATE) {
            return null;
        }
        Trusted before = known.get(key);
        if (before != null) {
            return before;
        }
        Trusted trusted = verify(certificate.decode());
        if (trusted != null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(key, trusted);
        }
        return trusted;
    }

    private @Nullable Trusted verify(byte[] der) {
        try {
            X509Certificate certificate = parse(der);
            certificate.verify(messagingCa.getPublicKey(), Crypto.BOUNCY_CASTLE);
            boolean[] usage = certificate.getKeyUsage();
            IdentityUri uri = IdentityUri.of(certificate);
            boolean ours = certificate.getIssuerX500Principal().equals(messagingCa.getSubjectX500Principal())
                    && certificate.getBasicConstraints() < 0
                    && usage != null
                    && usage[DIGITAL_SIGNATURE]
                    && uri != null
                    && uri.installation().equals(installation);
            if (!ours || uri == null || !(certificate.getPublicKey() instanceof ECPublicKey key)) {
                return null;
            }
            return new Trusted(
                    uri.sender(),
                    key,
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant());
        } catch (GeneralSecurityException | RuntimeException e) {
            return null;
        }
    }

    private static X509Certificate parse(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
