package org.httpca.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.internal.asn1.edec.EdECObjectIdentifiers;
import org.httpca.pki.key.MlDsa;
import org.jspecify.annotations.Nullable;

/** Makes a good TBSCertificate, field by field, each of which a test can break. */
final class Tbs {
    static final X500Name ROOT = new X500Name("CN=Fixture Root");
    static final X500Name ISSUING = new X500Name("CN=Fixture Issuing CA");
    static final BigInteger SERIAL = new BigInteger("4f3c2b1a09182736455463728190abcd", 16);
    static final byte[] ROOT_KEY = {1, 2, 3, 4};
    static final byte[] ISSUING_KEY = {5, 6, 7, 8};

    @Nullable
    ASN1Encodable version = new DERTaggedObject(true, 0, new ASN1Integer(2));

    BigInteger serial = SERIAL;
    AlgorithmIdentifier signature;
    ASN1Encodable issuer;
    ASN1Encodable notBefore = new DERUTCTime("260101000000Z");
    ASN1Encodable notAfter = new DERUTCTime("260401000000Z");
    ASN1Encodable subject;
    ASN1Encodable key;

    @Nullable
    ASN1Encodable uniqueId;

    /** The algorithm outside of what is signed, where it is not the one inside. */
    @Nullable
    AlgorithmIdentifier outer;

    /** The signature, where it is not one of good form. */
    @Nullable
    ASN1Encodable value;

    final List<ASN1Encodable> extensions = new ArrayList<>();

    private Tbs(X500Name issuer, X500Name subject, SubjectPublicKeyInfo key, SubjectPublicKeyInfo issuerKey) {
        this.issuer = issuer;
        this.subject = subject;
        this.key = key;
        this.signature = signature(issuerKey);
    }

    static Tbs root(SubjectPublicKeyInfo key) {
        return new Tbs(ROOT, ROOT, key, key)
                .ending("360101000000Z")
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .with(Extension.subjectKeyIdentifier, false, new DEROctetString(ROOT_KEY));
    }

    static Tbs issuing(SubjectPublicKeyInfo key, SubjectPublicKeyInfo rootKey) {
        return new Tbs(ROOT, ISSUING, key, rootKey)
                .ending("310101000000Z")
                .with(Extension.basicConstraints, true, new BasicConstraints(0))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .with(Extension.subjectKeyIdentifier, false, new DEROctetString(ISSUING_KEY))
                .with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(ROOT_KEY));
    }

    static Tbs endEntity(SubjectPublicKeyInfo key, SubjectPublicKeyInfo issuerKey) {
        return new Tbs(ISSUING, new X500Name("CN=www.example.com"), key, issuerKey)
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .with(Extension.subjectKeyIdentifier, false, new DEROctetString(new byte[] {9, 10}))
                .with(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(ISSUING_KEY))
                .with(
                        Extension.subjectAlternativeName,
                        false,
                        names(
                                dns("www.example.com"),
                                dns("*.example.com"),
                                new GeneralName(GeneralName.iPAddress, "192.0.2.1"),
                                new GeneralName(GeneralName.iPAddress, "2001:db8::1")))
                .with(Extension.authorityInfoAccess, false, access("http://ca.example/issuing.crt"))
                .with(Extension.cRLDistributionPoints, false, distribution("http://ca.example/issuing.crl"));
    }

    static AlgorithmIdentifier signature(SubjectPublicKeyInfo key) {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
        }
        // Ed25519 and ML-DSA: one identifier for the key and what it signs
        return new AlgorithmIdentifier(
                algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
                        ? X9ObjectIdentifiers.ecdsa_with_SHA256
                        : algorithm);
    }

    static GeneralName dns(String name) {
        return new GeneralName(GeneralName.dNSName, name);
    }

    static GeneralNames names(GeneralName... names) {
        return new GeneralNames(names);
    }

    /** These, and before them the name that a good end entity has as its common name too. */
    static GeneralNames alsoNamed(GeneralName... names) {
        GeneralName[] all = new GeneralName[names.length + 1];
        all[0] = dns("www.example.com");
        System.arraycopy(names, 0, all, 1, names.length);
        return new GeneralNames(all);
    }

    static AuthorityInformationAccess access(String uri) {
        return new AuthorityInformationAccess(
                AccessDescription.id_ad_caIssuers, new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    static CRLDistPoint distribution(String uri) {
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(place(uri), null, null)});
    }

    static DistributionPointName place(String uri) {
        return new DistributionPointName(names(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
    }

    Tbs ending(String utcTime) {
        notAfter = new DERUTCTime(utcTime);
        return this;
    }

    /** Puts this extension in the place of the one of its kind, or at the end. */
    Tbs with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        ASN1Encodable extension = extension(id, critical, value);
        for (int i = 0; i < extensions.size(); i++) {
            if (((DERSequence) extensions.get(i)).getObjectAt(0).equals(id)) {
                extensions.set(i, extension);
                return this;
            }
        }
        extensions.add(extension);
        return this;
    }

    Tbs without(ASN1ObjectIdentifier id) {
        extensions.removeIf(
                extension -> ((DERSequence) extension).getObjectAt(0).equals(id));
        return this;
    }

    static DERSequence extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        ASN1EncodableVector fields = new ASN1EncodableVector();
        fields.add(id);
        if (critical) {
            fields.add(ASN1Boolean.TRUE);
        }
        fields.add(new DEROctetString(der(value)));
        return new DERSequence(fields);
    }

    DERSequence sequence() {
        ASN1EncodableVector fields = new ASN1EncodableVector();
        if (version != null) {
            fields.add(version);
        }
        fields.add(new ASN1Integer(serial));
        fields.add(signature);
        fields.add(issuer);
        fields.add(new DERSequence(new ASN1Encodable[] {notBefore, notAfter}));
        fields.add(subject);
        fields.add(key);
        if (uniqueId != null) {
            fields.add(new DERTaggedObject(false, 1, uniqueId));
        }
        if (!extensions.isEmpty()) {
            fields.add(new DERTaggedObject(true, 3, new DERSequence(extensions.toArray(new ASN1Encodable[0]))));
        }
        return new DERSequence(fields);
    }

    byte[] der() {
        return der(sequence());
    }

    /** The certificate, with a signature that has the right form and was made by nobody. */
    X509CertificateHolder holder() {
        try {
            return new X509CertificateHolder(certificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The DER of the same. */
    byte[] certificate() {
        return der(new DERSequence(new ASN1Encodable[] {
            sequence(), outer == null ? signature : outer, value == null ? form(signature) : value
        }));
    }

    /** A BIT STRING such as a signature of this algorithm, by a P-256 or an RSA-2048 key, could be. */
    static DERBitString form(AlgorithmIdentifier algorithm) {
        ASN1ObjectIdentifier id = algorithm.getAlgorithm();
        if (id.on(X9ObjectIdentifiers.ansi_X9_62)) {
            return new DERBitString(der(new DERSequence(new ASN1Encodable[] {new ASN1Integer(1), new ASN1Integer(1)})));
        }
        MlDsa set = MlDsa.of(id);
        if (set != null) {
            return new DERBitString(new byte[set.signatureOctets()]);
        }
        return new DERBitString(new byte[id.equals(EdECObjectIdentifiers.id_Ed25519) ? 64 : 256]);
    }

    static ASN1Primitive parse(byte[] der) {
        try {
            return ASN1Primitive.fromByteArray(der);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
