package org.httpca.signer.key.pkcs12;

import java.io.IOException;
import java.security.PrivateKey;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jcajce.interfaces.MLDSAPrivateKey;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.httpca.pki.Crypto;

/**
 * The private key out of a PKCS#12 file (RFC 7292, section 4.2.2) as the octets that stand there. The platform's keystore gives
 * a key only after it has made an object of it. Not every Java 17 can of ML-DSA, and Java 25 cannot of the encodings of RFC 9881.
 * Whether the file was altered is for the keystore to say, which reads the rest.
 */
final class ShroudedKey {

    private ShroudedKey() {}

    /**
     * The PrivateKeyInfo's DER.
     *
     * @throws IOException if there is no such key, or it cannot be decrypted
     */
    static byte[] pkcs8(byte[] file, String alias, char[] passphrase) throws IOException {
        try {
            InputDecryptorProvider decryption = new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(Crypto.BOUNCY_CASTLE)
                    .build(passphrase);
            for (ContentInfo content : new PKCS12PfxPdu(file).getContentInfos()) {
                if (!PKCSObjectIdentifiers.data.equals(content.getContentType())) {
                    continue; // the certificates, encrypted as a whole
                }
                for (PKCS12SafeBag bag : new PKCS12SafeBagFactory(content).getSafeBags()) {
                    if (bag.getBagValue() instanceof PKCS8EncryptedPrivateKeyInfo key && isCalled(alias, bag)) {
                        PrivateKeyInfo decrypted = key.decryptPrivateKeyInfo(decryption);
                        return decrypted.getEncoded();
                    }
                }
            }
        } catch (PKCSException | RuntimeException e) {
            throw new IOException("The key '" + alias + "' cannot be decrypted", e);
        }
        throw new IOException("There is no key '" + alias + "'");
    }

    /** The keystore compares aliases so. */
    private static boolean isCalled(String alias, PKCS12SafeBag bag) {
        Attribute[] attributes = bag.getAttributes();
        for (Attribute attribute : attributes == null ? new Attribute[0] : attributes) {
            if (PKCSObjectIdentifiers.pkcs_9_at_friendlyName.equals(attribute.getAttrType())
                    && attribute.getAttributeValues()[0] instanceof ASN1BMPString name
                    && name.getString().equalsIgnoreCase(alias)) {
                return true;
            }
        }
        return false;
    }

    /**
     * As a file is to hold it: an ML-DSA key as its seed alone, the first of the three encodings of RFC 9881 (section 6), out of
     * which the rest is computed. With the expanded key beside it there would be two that could differ.
     */
    static PrivateKey shortest(PrivateKey key) {
        return key instanceof MLDSAPrivateKey mlDsa && mlDsa.getSeed() != null ? mlDsa.getPrivateKey(true) : key;
    }
}
