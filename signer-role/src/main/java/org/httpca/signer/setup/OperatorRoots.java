package org.httpca.signer.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.KeyFile;
import org.httpca.pki.SerialNumbers;
import org.httpca.signer.issuer.Chains;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.PublicUrl;
import org.httpca.signer.issuer.RootAuthority;
import org.httpca.signer.issuer.RootCrl;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.key.pkcs12.IssuingKeystore;

/** The roots whose keys the operator has: the first in {@code root.p12}, others in {@code roots/NAME.p12}. */
final class OperatorRoots {
    private static final String FOLDER = "roots";
    private static final String ISSUED = "issued";

    private final Folder operator;
    private final PublicUrl publicUrl;
    private final Clock clock;
    private final SecureRandom random;

    OperatorRoots(Path operator, PublicUrl publicUrl, Clock clock, SecureRandom random) {
        this.operator = new Folder(operator);
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.random = random;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        if (Files.exists(keystore(Issuer.ROOT))) {
            names.add(Issuer.ROOT);
        }
        Path others = operator.file(FOLDER);
        if (Files.isDirectory(others)) {
            try (Stream<Path> list = Files.list(others)) {
                names.addAll(new TreeSet<>(list.map(file -> String.valueOf(file.getFileName()))
                        .filter(file -> file.endsWith(".p12"))
                        .map(file -> file.substring(0, file.length() - ".p12".length()))
                        .toList()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    /** @throws IllegalArgumentException with a sentence, if its key is not here */
    RootAuthority open(String name) {
        if (!Issuer.isName(name) || !Files.exists(keystore(name))) {
            List<String> names = names();
            throw new IllegalArgumentException("There is no key of a root '" + name + "' in " + operator.path() + "; "
                    + (names.isEmpty() ? "there is none at all" : "there is " + String.join(", ", names))
                    + ". Nothing was changed.");
        }
        try {
            return new RootAuthority(
                    name,
                    IssuingKeystore.load(keystore(name), KeyFile.readSecret(passphrase(name))),
                    publicUrl,
                    clock,
                    random);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(
                    keystore(name) + " cannot be opened with " + passphrase(name) + ". Nothing was changed.", e);
        }
    }

    /** Makes one, and keeps its key. */
    RootAuthority create(String name, String commonName, KeyType keyType) {
        RootAuthority made = RootAuthority.create(name, commonName, publicUrl, keyType, clock, random);
        Folder roots = operator.folder(FOLDER);
        roots.write(name + ".p12", made.keystore().toPkcs12(roots.secret(name + ".passphrase", new Secrets(random))));
        return made;
    }

    /** Keeps what a root has certified: whoever revokes a key revokes each certificate of it. */
    static void keep(Path operator, String name, X509CertificateHolder certificate) {
        Folder issued = new Folder(operator).folder(ISSUED);
        issued.write(name + "-" + SerialNumbers.hex(certificate.getSerialNumber()) + ".pem", SignerCa.pem(certificate));
    }

    /** Every certificate of that key by that root that was kept. */
    List<X509CertificateHolder> kept(SubjectPublicKeyInfo key, X509CertificateHolder root) {
        Path issued = operator.file(ISSUED);
        if (!Files.isDirectory(issued)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(issued)) {
            return list.sorted()
                    .map(file -> Chains.read(file).get(0))
                    .filter(each -> each.getSubjectPublicKeyInfo().equals(key) && Chains.signs(root, each))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last CRL that was signed here, and from now on this one: no folder of a signer has to be trusted to have it. */
    List<X509CRLHolder> crls(String name, X509CertificateHolder root) {
        Path file = crl(name);
        return Files.exists(file) ? List.of(RootCrl.read(file, root)) : List.of();
    }

    void keepCrl(String name, X509CRLHolder crl) {
        Path file = crl(name);
        new Folder(Objects.requireNonNull(file.getParent()))
                .write(String.valueOf(file.getFileName()), SignerCa.encoded(crl));
    }

    private Path crl(String name) {
        return name.equals(Issuer.ROOT)
                ? operator.file("root.crl")
                : operator.file(FOLDER).resolve(name + ".crl");
    }

    private Path keystore(String name) {
        return name.equals(Issuer.ROOT)
                ? operator.file("root.p12")
                : operator.file(FOLDER).resolve(name + ".p12");
    }

    private Path passphrase(String name) {
        return name.equals(Issuer.ROOT)
                ? operator.file("root.passphrase")
                : operator.file(FOLDER).resolve(name + ".passphrase");
    }
}
