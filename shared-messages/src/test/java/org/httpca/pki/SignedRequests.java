package org.httpca.pki;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.jspecify.annotations.Nullable;

/** Requests whose signature holds, with a stranger's octets wherever a request has room for something. */
final class SignedRequests {
    private static final Ed25519PrivateKeyParameters KEY = new Ed25519PrivateKeyParameters(new byte[32], 0);
    private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519);

    private SignedRequests() {}

    /** The octets as the value of the subject alternative names; and where they are ASN.1, as subject and as attributes, too. */
    static List<byte[]> of(byte[] octets) throws IOException {
        List<byte[]> all = new ArrayList<>();
        Extensions names = new Extensions(new Extension(Extension.subjectAlternativeName, false, octets));
        all.add(sign(new X500Name("CN=www.example.org"), asking(names.toASN1Primitive())));
        ASN1Primitive parsed = parse(octets);
        if (parsed != null) {
            all.add(sign(new X500Name("CN=www.example.org"), asking(parsed)));
            X500Name subject = subject(parsed);
            if (subject != null) {
                all.add(sign(subject, new DERSet()));
            }
            if (parsed instanceof ASN1Set attributes) {
                all.add(sign(new X500Name("CN=www.example.org"), attributes));
            }
        }
        return all;
    }

    private static ASN1Set asking(ASN1Primitive extensions) {
        return new DERSet(new Attribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(extensions)));
    }

    private static byte[] sign(X500Name subject, ASN1Set attributes) throws IOException {
        // The library's own classes would refuse to write what is to be read.
        DERSequence info = new DERSequence(new ASN1Encodable[] {
            new ASN1Integer(0),
            subject,
            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(KEY.generatePublicKey()),
            new DERTaggedObject(false, 0, attributes)
        });
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, KEY);
        byte[] signed = info.getEncoded(ASN1Encoding.DER);
        signer.update(signed, 0, signed.length);
        return new DERSequence(new ASN1Encodable[] {info, ALGORITHM, new DERBitString(signer.generateSignature())})
                .getEncoded(ASN1Encoding.DER);
    }

    private static @Nullable ASN1Primitive parse(byte[] octets) {
        try {
            return ASN1Primitive.fromByteArray(octets);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable X500Name subject(ASN1Primitive parsed) {
        try {
            return X500Name.getInstance(parsed);
        } catch (RuntimeException e) {
            return null;
        }
    }
}
