package org.httpca.signer.setup;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.pki.Crypto;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.key.pkcs12.NewIssuingKey;

/**
 * What stands in a keystore instead of a certificate that was asked for: PKCS#12 by the platform has no private key without one. It is
 * signed by a key that is thrown away, is no CA's and ends at once, so it is good for nothing.
 */
final class Stopgap {
    private static final X500Name ISSUER = new X500Name("CN=requested and not certified yet");

    private Stopgap() {}

    static X509CertificateHolder certificate(X500Name subject, NewIssuingKey key, Clock clock, SecureRandom random) {
        Instant now = clock.instant();
        try {
            return new X509v3CertificateBuilder(
                            ISSUER,
                            BigInteger.ONE,
                            Date.from(now.minus(Duration.ofSeconds(1))),
                            Date.from(now),
                            subject,
                            key.publicKey())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(KeyType.P256.generate(random).getPrivate()));
        } catch (OperatorCreationException e) {
            throw new IllegalStateException("The certificate could not be made", e);
        }
    }

    static boolean is(X509CertificateHolder certificate) {
        return certificate.getIssuer().equals(ISSUER);
    }
}
