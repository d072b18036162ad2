package org.httpca.standalone;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.pki.Crypto;
import org.httpca.pki.Identifier;
import org.httpca.pki.Pem;
import org.httpca.pki.key.MlDsa;

/** Someone with an ML-DSA key, who takes random numbers for each signature, as FIPS 204 has it where nothing is said. */
record MlDsaSubscriber(KeyPair pair) {

    static MlDsaSubscriber create(MlDsa set) throws GeneralSecurityException {
        return new MlDsaSubscriber(
                KeyPairGenerator.getInstance(set.label(), Crypto.BOUNCY_CASTLE).generateKeyPair());
    }

    /** A request for that host, PEM. */
    String csr(String host) throws IOException, OperatorCreationException {
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(Identifier.dns(host).orElseThrow().toGeneralName()));
        return signed(builder("CN=" + host)
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate()));
    }

    /** What shows that the key is here, for a revocation, PEM. */
    String proof(String serial, String reason) throws IOException, OperatorCreationException {
        return signed(builder("CN=revoke " + serial + ",OU=" + reason));
    }

    private PKCS10CertificationRequestBuilder builder(String subject) {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), pair.getPublic());
    }

    private String signed(PKCS10CertificationRequestBuilder request) throws IOException, OperatorCreationException {
        ContentSigner signer = new JcaContentSignerBuilder(pair.getPrivate().getAlgorithm())
                .setProvider(Crypto.BOUNCY_CASTLE)
                .setSecureRandom(new SecureRandom())
                .build(pair.getPrivate());
        return Pem.encode("CERTIFICATE REQUEST", request.build(signer).getEncoded());
    }
}
