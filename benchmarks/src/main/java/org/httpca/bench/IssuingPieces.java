package org.httpca.bench;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.lint.IssuancePermit;
import org.httpca.lint.LintOutcome;
import org.httpca.lint.Linter;
import org.httpca.pki.Crypto;
import org.httpca.pki.SigningKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the signer does with a P-256 request: build the TBSCertificate, lint it, sign it. Built here as the signer builds it, whose
 * classes are its own. In operations a second of one thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class IssuingPieces {
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final AlgorithmIdentifier ALGORITHM =
            new DefaultSignatureAlgorithmIdentifierFinder().find(SIGNATURE);
    private static final X500Name ISSUING = new X500Name("CN=Issuing");
    private static final long YEAR = TimeUnit.DAYS.toMillis(365);
    private static final BigInteger SERIAL = new BigInteger("5a3c96f01e87d24b69a5c3f00f3c5a69", 16);

    private final X509ExtensionUtils keys = new BcX509ExtensionUtils();
    private final Linter linter = Linter.standard();
    private Date from;
    private SubjectPublicKeyInfo subjectKey;
    private SubjectPublicKeyInfo issuerKey;
    private ContentSigner rootSigner;
    private X509CertificateHolder issuer;
    private SigningKey fastest;
    private SigningKey bouncyCastle;
    private byte[] tbs;

    @Setup
    public void prepare() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
        generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
        KeyPair root = generator.generateKeyPair();
        KeyPair issuing = generator.generateKeyPair();
        from = Date.from(Clock.systemUTC().instant());
        subjectKey = info(generator.generateKeyPair());
        issuerKey = info(issuing);
        rootSigner = new JcaContentSignerBuilder(SIGNATURE)
                .setProvider(Crypto.BOUNCY_CASTLE)
                .build(root.getPrivate());
        issuer = ca(info(root));
        fastest = SigningKey.of(issuing.getPrivate(), Crypto.ecdsa());
        bouncyCastle = SigningKey.of(issuing.getPrivate(), Crypto.BOUNCY_CASTLE);
        tbs = buildCertificate();
        if (!(lintCertificate() instanceof LintOutcome.Permitted<IssuancePermit>)) {
            throw new IllegalStateException(
                    "not permitted: " + lintCertificate().findings());
        }
    }

    private static SubjectPublicKeyInfo info(KeyPair pair) {
        return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    }

    private X509CertificateHolder ca(SubjectPublicKeyInfo rootKey) throws Exception {
        return new X509v3CertificateBuilder(
                        new X500Name("CN=Root"),
                        SERIAL.add(BigInteger.ONE),
                        from,
                        new Date(from.getTime() + YEAR),
                        ISSUING,
                        issuerKey)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(Extension.subjectKeyIdentifier, false, keys.createSubjectKeyIdentifier(issuerKey))
                .addExtension(Extension.authorityKeyIdentifier, false, keys.createAuthorityKeyIdentifier(rootKey))
                .build(rootSigner);
    }

    @Benchmark
    public byte[] buildCertificate() throws Exception {
        V3TBSCertificateGenerator fields = new V3TBSCertificateGenerator();
        fields.setSerialNumber(new ASN1Integer(SERIAL));
        fields.setSignature(ALGORITHM);
        fields.setIssuer(ISSUING);
        fields.setStartDate(new Time(from));
        fields.setEndDate(new Time(new Date(from.getTime() + YEAR / 4)));
        fields.setSubject(new X500Name("CN=www.example.test"));
        fields.setSubjectPublicKeyInfo(subjectKey);
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        extensions.addExtension(Extension.subjectKeyIdentifier, false, keys.createSubjectKeyIdentifier(subjectKey));
        extensions.addExtension(Extension.authorityKeyIdentifier, false, keys.createAuthorityKeyIdentifier(issuerKey));
        extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        extensions.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "www.example.test")));
        fields.setExtensions(extensions.generate());
        return fields.generateTBSCertificate().getEncoded(ASN1Encoding.DER);
    }

    @Benchmark
    public LintOutcome<IssuancePermit> lintCertificate() {
        return linter.certificate(tbs, issuer);
    }

    /** By AWS-LC, where it loads. */
    @Benchmark
    public byte[] signCertificate() throws Exception {
        return certificate(fastest.sign(SIGNATURE, tbs));
    }

    @Benchmark
    public byte[] signCertificateByBouncyCastle() throws Exception {
        return certificate(bouncyCastle.sign(SIGNATURE, tbs));
    }

    private byte[] certificate(byte[] signature) throws Exception {
        return new Certificate(TBSCertificate.getInstance(tbs), ALGORITHM, new DERBitString(signature))
                .getEncoded(ASN1Encoding.DER);
    }
}
