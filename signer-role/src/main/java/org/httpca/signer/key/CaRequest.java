package org.httpca.signer.key;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.pki.Sha256;
import org.httpca.pki.SigningKey;

/** The certification request of an issuing CA (RFC 2986), for a root that is elsewhere. */
public final class CaRequest {
    private CaRequest() {}

    /**
     * Asks for a certificate of a CA that issues to end entities only.
     *
     * @param signatureName what whoever has the key calls the scheme
     * @return DER of a CertificationRequest
     */
    public static byte[] of(X500Name subject, SubjectPublicKeyInfo key, SigningKey signing, String signatureName) {
        try {
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            // RFC 7093, section 2, method 1
            byte[] digest = Sha256.of(key.getPublicKeyData().getBytes());
            extensions.addExtension(
                    Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(Arrays.copyOf(digest, 20)));
            ASN1Encodable wanted =
                    new Attribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, new DERSet(extensions.generate()));
            CertificationRequestInfo info = new CertificationRequestInfo(subject, key, new DERSet(wanted));
            return new CertificationRequest(
                            info,
                            SignatureScheme.of(key).identifier(),
                            new DERBitString(signing.sign(signatureName, info.getEncoded(ASN1Encoding.DER))))
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("A request of a CA cannot be encoded", e);
        }
    }
}
