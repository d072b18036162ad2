package org.httpca.signer.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.envelope.Identity;
import org.httpca.message.Role;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Crypto;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Pem;
import org.httpca.pki.SubjectKey;
import org.httpca.problem.Result;
import org.httpca.signer.key.KeyType;

/**
 * A renewed identity whose key never leaves its machine: made there with a request (RFC 2986), certified by the operator, and
 * installed there.
 */
final class IdentityRequest {

    private static final String KEY = "identity-request.key";
    private static final String REQUEST = "identity-request.pem";

    private IdentityRequest() {}

    /** Makes the key; the file for the operator. Done again it makes another key, and the one before is forgotten. */
    static Path make(Path config, Clock clock, SecureRandom random) {
        Folder folder = new Folder(config);
        Identity now = identity(config);
        KeyPair pair = KeyType.P256.generate(random);
        try {
            X500Name subject = new X500Name("CN=" + now.role().wireName() + " " + now.instance());
            byte[] request = new JcaPKCS10CertificationRequestBuilder(subject, pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .setProvider(Crypto.BOUNCY_CASTLE)
                            .build(pair.getPrivate()))
                    .getEncoded();
            folder.write(KEY, Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded()));
            folder.write(REQUEST, Pem.encode("CERTIFICATE REQUEST", request));
            return folder.file(REQUEST);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the operator is. The instance is the operator's to say, not the request's. */
    static void certify(Identities identities, Role role, String instance, Path request, Path certificate)
            throws IOException {
        Result<CertificationRequest> read = CertificationRequest.readPem(Files.readString(request));
        if (read instanceof Result.Refused<CertificationRequest> refused) {
            throw new IllegalArgumentException(
                    request + ": " + refused.problem().detail());
        }
        CertificationRequest csr = read.orElseThrow();
        if (csr.key().algorithm() != SubjectKey.Algorithm.EC_P256) {
            throw new IllegalArgumentException(request + " has no P-256 key, as identities do.");
        }
        try {
            PublicKey key = KeyFactory.getInstance("EC", Crypto.BOUNCY_CASTLE)
                    .generatePublic(
                            new X509EncodedKeySpec(csr.subjectPublicKeyInfo().getEncoded()));
            X509Certificate made = identities.certify(role, instance, key);
            KeyFile.writePrivately(
                    certificate,
                    (Machines.pem(made) + Machines.pem(identities.authority()))
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(request + " has a key that cannot be used.", e);
        }
    }

    /** Puts key and certificate together, in one step. */
    static void install(Path config, Path certificate) throws IOException {
        Folder folder = new Folder(config);
        if (!Files.isReadable(folder.file(KEY))) {
            throw new IllegalArgumentException(
                    "There is no key of a request in " + config + ": './httpca setup identity request' makes one.");
        }
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (byte[] der : Pem.decodeCertificates(Files.readString(certificate))) {
                chain.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            }
            byte[] pkcs8 = Pem.decodeOne(Files.readString(folder.file(KEY)), "PRIVATE KEY")
                    .orElseThrow();
            PrivateKey key =
                    KeyFactory.getInstance("EC", Crypto.BOUNCY_CASTLE).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (chain.size() < 2 || !isPair(config, chain.get(0))) {
                throw new IllegalArgumentException(certificate + " is not for the key of the request in " + config
                        + ", or has no chain: take the file that the operator's 'renew --request' made.");
            }
            Identity.Name before = Identity.nameIn(identity(config).certificate());
            if (before == null || !before.equals(Identity.nameIn(chain.get(0)))) {
                throw new IllegalArgumentException(certificate + " is the certificate of another instance.");
            }
            KeyFile.save(
                    folder.file(Identities.KEYSTORE),
                    KeyFile.readSecret(folder.file(Identities.PASSPHRASE)),
                    new KeyFile.Entry(key, chain));
            folder.belongs(Identities.KEYSTORE);
            Files.delete(folder.file(KEY));
            Files.delete(folder.file(REQUEST));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(certificate + " is no certificate in PEM.", e);
        }
    }

    private static boolean isPair(Path config, X509Certificate certificate) throws IOException {
        CertificationRequest request = CertificationRequest.readPem(Files.readString(config.resolve(REQUEST)))
                .orElseThrow();
        return java.util.Arrays.equals(
                request.subjectPublicKeyInfo().getEncoded(),
                certificate.getPublicKey().getEncoded());
    }

    private static Identity identity(Path config) {
        if (!Files.isReadable(config.resolve(Identities.KEYSTORE))) {
            throw new IllegalArgumentException(
                    "There is no identity in " + config + ": name the folder of a worker or a signer with --config.");
        }
        return Identity.load(
                config.resolve(Identities.KEYSTORE), KeyFile.readSecret(config.resolve(Identities.PASSPHRASE)));
    }
}
