package org.httpca.order;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.pki.Crypto;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Pem;

/**
 * An administrator's own signing key (P-256). Only its public half is known to the signer, by its configuration. The
 * certificate around it is there because PKCS#12 wants one: nobody verifies it.
 */
public final class AdministratorKey {

    private static final int MAX_NAME = 64;

    private final String name;
    private final KeyFile.Entry entry;

    private AdministratorKey(String name, KeyFile.Entry entry) {
        this.name = name;
        this.entry = entry;
    }

    /** May an administrator be called this? Letters, digits, {@code . _ @ -}: it becomes a file's name, too. */
    public static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_NAME
                && name.charAt(0) != '.'
                && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || ".-_@".indexOf(c) >= 0));
    }

    public static AdministratorKey create(String name, Clock clock, SecureRandom random) {
        if (!isName(name)) {
            throw new IllegalArgumentException("an administrator's name has letters, digits and . _ @ -");
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
            Instant now = clock.instant();
            var builder = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(159, random).setBit(158),
                    Date.from(now),
                    Date.from(now.plus(Duration.ofDays(20 * 365L))),
                    subject,
                    pair.getPublic());
            var certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(pair.getPrivate())));
            return new AdministratorKey(name, new KeyFile.Entry(pair.getPrivate(), List.of(certificate)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("the key could not be made", e);
        }
    }

    /** @throws java.io.UncheckedIOException if the file cannot be read or the passphrase is wrong */
    public static AdministratorKey load(Path pkcs12, char[] passphrase) {
        KeyFile.Entry entry = KeyFile.load(pkcs12, passphrase);
        X500Name subject = X500Name.getInstance(
                entry.certificate().getSubjectX500Principal().getEncoded());
        return new AdministratorKey(
                subject.getRDNs(BCStyle.CN)[0].getFirst().getValue().toString(), entry);
    }

    public void save(Path pkcs12, char[] passphrase) {
        KeyFile.save(pkcs12, passphrase, entry);
    }

    public String name() {
        return name;
    }

    /** The SubjectPublicKeyInfo as PEM: what the signer's configuration gets. */
    public String publicKeyPem() {
        return Pem.encode("PUBLIC KEY", entry.certificate().getPublicKey().getEncoded());
    }

    /**
     * Signs an order of this administrator.
     *
     * @return a compact JWS, ES256, {@code kid} is the administrator's name
     */
    public String sign(Order order) {
        if (!order.administrator().equals(name)) {
            throw new IllegalArgumentException("the order is another administrator's");
        }
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .type(new JOSEObjectType(OrderJws.TYP))
                    .keyID(name)
                    .build();
            JWSObject jws = new JWSObject(header, new Payload(OrderJws.write(order)));
            ECDSASigner signer = new ECDSASigner(entry.key(), Curve.P_256);
            signer.getJCAContext().setProvider(Crypto.BOUNCY_CASTLE);
            jws.sign(signer);
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the order could not be signed", e);
        }
    }
}
