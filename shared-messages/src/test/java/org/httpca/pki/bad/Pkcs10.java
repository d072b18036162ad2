package org.httpca.pki.bad;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A PKCS#10 (RFC 2986) put together by hand, so that it can be wrong everywhere. */
final class Pkcs10 {
    private final X500Name subject;
    private final ExtensionsGenerator extensions = new ExtensionsGenerator();

    private Pkcs10(String subject) {
        this.subject = new X500Name(subject);
    }

    static Pkcs10 of(String subject) {
        return new Pkcs10(subject);
    }

    /** For the DNS name {@code www.example.org}. */
    static Pkcs10 good() {
        return named("www.example.org");
    }

    static Pkcs10 named(String... dnsNames) {
        return of("CN=bad")
                .with(
                        Extension.subjectAlternativeName,
                        new GeneralNames(Arrays.stream(dnsNames)
                                .map(name -> new GeneralName(GeneralName.dNSName, name))
                                .toArray(GeneralName[]::new)));
    }

    static Pkcs10 named(int kind, ASN1Encodable name) {
        return of("CN=bad").with(Extension.subjectAlternativeName, new GeneralNames(new GeneralName(kind, name)));
    }

    Pkcs10 with(ASN1ObjectIdentifier extension, ASN1Encodable value) {
        try {
            extensions.addExtension(extension, false, value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] signed(Key key) {
        return signed(key.publicKey(), key);
    }

    /** With one key in it, and signed with another. */
    byte[] signed(SubjectPublicKeyInfo publicKey, Key signer) {
        DERSet attributes = extensions.isEmpty()
                ? new DERSet()
                : new DERSet(new Attribute(
                        PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(extensions.generate())));
        CertificationRequestInfo info = new CertificationRequestInfo(subject, publicKey, attributes);
        return der(new CertificationRequest(info, signer.algorithm(), new DERBitString(signer.sign(der(info)))));
    }

    static byte[] der(ASN1Encodable value) {
        try {
            return value.toASN1Primitive().getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What signs a request. */
    interface Key {
        SubjectPublicKeyInfo publicKey();

        AlgorithmIdentifier algorithm();

        byte[] sign(byte[] message);
    }
}
