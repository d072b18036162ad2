package org.httpca.envelope;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.httpca.pki.Crypto;
import org.httpca.pki.SerialNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of senders, verified up to the messaging CA once and then remembered: a new or renewed instance needs no
 * redistribution, because its certificate comes with each envelope.
 */
final class TrustedSenders {

    /**
     * A sender whose certificate the messaging CA signed. Its time is looked at on each use.
     *
     * @param serial of the certificate, in hexadecimal
     * @param revokedAt null if it was not revoked
     */
    record Trusted(
            Sender sender,
            JWSVerifier verifier,
            Instant notBefore,
            Instant notAfter,
            String serial,
            @Nullable Instant revokedAt) {

        boolean validAt(Instant time) {
            return !time.isBefore(notBefore) && !time.isAfter(notAfter);
        }
    }

    /**
     * A JWS header with what it says of its sender.
     *
     * @param trusted null if its certificate is not an identity of this installation
     */
    record Heading(JWSHeader header, @Nullable Trusted trusted) {}

    /** Only what a sender of ours signed is remembered, so strangers cannot fill this. */
    private static final int MOST = 1000;

    private static final int MAX_HEADER = 64 * 1024;

    private static final int MAX_CERTIFICATE = 8 * 1024;
    private static final int DIGITAL_SIGNATURE = 0; // the first bit of KeyUsage, RFC 5280, section 4.2.1.3

    private final MessagingTrust trust;
    private final String installation;
    private final Map<String, Heading> known = new ConcurrentHashMap<>();

    TrustedSenders(MessagingTrust trust, String installation) {
        this.trust = trust;
        this.installation = installation;
    }

    MessagingTrust trust() {
        return trust;
    }

    /**
     * Reads a header, or finds it among those of envelopes that were verified before: a sender's is always the same.
     *
     * @param encoded as it stands in the JWS
     * @throws ParseException if it is none (RFC 7515, section 4)
     */
    Heading heading(String encoded) throws ParseException {
        Heading before = known.get(encoded);
        if (before != null) {
            return before;
        }
        if (encoded.length() > MAX_HEADER) {
            throw new ParseException("longer than " + MAX_HEADER, 0);
        }
        JWSHeader header = JWSHeader.parse(new Base64URL(encoded));
        List<Base64> chain = header.getX509CertChain();
        return new Heading(header, chain == null || chain.isEmpty() ? null : of(chain.get(0)));
    }

    /** For the header of a statement whose signature holds. */
    void remember(String encoded, Heading heading) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(encoded, heading);
    }

    private @Nullable Trusted of(Base64 certificate) {
        return certificate.toString().length() > MAX_CERTIFICATE ? null : verify(certificate.decode());
    }

    private @Nullable Trusted verify(byte[] der) {
        try {
            X509Certificate certificate = parse(der);
            MessagingTrust.Authority authority = trust.authorityOf(certificate).orElse(null);
            boolean[] usage = certificate.getKeyUsage();
            IdentityUri uri = IdentityUri.of(certificate);
            boolean ours = certificate.getBasicConstraints() < 0
                    && usage != null
                    && usage[DIGITAL_SIGNATURE]
                    && uri != null
                    && uri.installation().equals(installation);
            if (!ours || authority == null || uri == null || !(certificate.getPublicKey() instanceof ECPublicKey key)) {
                return null;
            }
            ECDSAVerifier verifier = new ECDSAVerifier(key);
            verifier.getJCAContext().setProvider(Crypto.ecdsa());
            return new Trusted(
                    uri.sender(),
                    verifier,
                    certificate.getNotBefore().toInstant(),
                    certificate.getNotAfter().toInstant(),
                    SerialNumbers.hex(certificate.getSerialNumber()),
                    authority.revokedAt(certificate));
        } catch (GeneralSecurityException | JOSEException | RuntimeException e) {
            return null;
        }
    }

    private static X509Certificate parse(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
