package org.httpca.web;

import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.pki.Crypto;
import org.httpca.pki.Pem;

/** Certification requests, made fresh. */
public final class Csr {
    private Csr() {}

    public static String pem(String... names) {
        return Pem.encode("CERTIFICATE REQUEST", der(names));
    }

    /** In a JSON string: its line breaks are escaped. */
    public static String inJson(String... names) {
        return "\"" + pem(names).replace("\n", "\\n") + "\"";
    }

    public static byte[] der(String... names) {
        try {
            KeyPair key = key();
            return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + names[0]), key.getPublic())
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions(names))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(key.getPrivate()))
                    .getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** With no extension but the names, if there are any. @param subject RFC 4514 */
    public static byte[] signedBy(KeyPair key, String subject, String... names) {
        try {
            JcaPKCS10CertificationRequestBuilder request =
                    new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), key.getPublic());
            if (names.length > 0) {
                request.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions(names));
            }
            return request.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(key.getPrivate()))
                    .getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Extensions extensions(String... names) throws IOException {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(Arrays.stream(names)
                        .map(name -> new GeneralName(GeneralName.dNSName, name))
                        .toArray(GeneralName[]::new)));
        return extensions.generate();
    }

    public static KeyPair key() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        return keys.generateKeyPair();
    }
}
