package org.httpca.signer.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.KeyFile;
import org.httpca.pki.Pem;
import org.httpca.signer.issuer.CaFolder;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.RootCrl;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.jspecify.annotations.Nullable;

/** The issuers in the folder of one signer, as {@link CaFolder} reads them; the first one's are in the folder itself. */
record SignerCa(Folder folder) {
    /** What the set-up has named in the settings, httpca.ca.root-crl. */
    private static final String FIRST_CRL = "root.crl";

    private static final Pattern KEY_LABEL = Pattern.compile("(?ms)^ *ca: *$.*?^ *key-label: *(\\S+) *$");

    /**
     * Those of an installation that are at hand.
     *
     * @param elsewhere folders of signers that are not beside the operator's; null: those beside it
     */
    static List<SignerCa> all(Path operator, @Nullable List<Path> elsewhere) {
        List<Path> folders = elsewhere != null ? elsewhere : InstanceFolder.allBeside(operator);
        List<SignerCa> found = folders.stream()
                .filter(folder -> Files.exists(folder.resolve(CaFolder.PASSPHRASE)))
                .map(folder -> new SignerCa(new Folder(folder)))
                .toList();
        if (found.isEmpty() || (elsewhere != null && found.size() < elsewhere.size())) {
            throw new IllegalArgumentException("There is no signer's folder with " + CaFolder.PASSPHRASE + " in "
                    + (elsewhere != null ? elsewhere : "the folder of " + operator)
                    + ": name each with --config DIR, or the installation with --data DIR. Nothing was changed.");
        }
        return found;
    }

    /** The issuers that are here, the first one first. */
    List<String> names() {
        List<String> names = new ArrayList<>(List.of(Issuer.ISSUING));
        Path issuers = folder.file(CaFolder.ISSUERS);
        if (Files.isDirectory(issuers)) {
            try (Stream<Path> list = Files.list(issuers)) {
                names.addAll(new TreeSet<>(list.filter(each -> Files.exists(each.resolve(CaFolder.PASSPHRASE)))
                        .map(each -> String.valueOf(each.getFileName()))
                        .toList()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    boolean has(String issuer) {
        return Files.exists(path(issuer).resolve(CaFolder.KEYSTORE));
    }

    IssuingKeystore load(String issuer) {
        return load(issuer, CaFolder.KEYSTORE);
    }

    /** The key whose certificate was asked for; empty if none was, or it has come. */
    Optional<IssuingKeystore> requested(String issuer) {
        return Files.exists(path(issuer).resolve(CaFolder.REQUESTED))
                ? Optional.of(load(issuer, CaFolder.REQUESTED))
                : Optional.empty();
    }

    void request(String issuer, IssuingKeystore keystore, @Nullable String keyLabel, Secrets secrets) {
        write(issuer, CaFolder.REQUESTED, keystore, keyLabel, secrets);
    }

    void save(String issuer, IssuingKeystore keystore, @Nullable String keyLabel, Secrets secrets) {
        write(issuer, CaFolder.KEYSTORE, keystore, keyLabel, secrets);
        try {
            Files.deleteIfExists(path(issuer).resolve(CaFolder.REQUESTED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another chain, its root last or left out. */
    void alternate(String issuer, String name, List<X509CertificateHolder> chain) {
        Folder alternates = folder.folder(CaFolder.ISSUERS).folder(issuer).folder(CaFolder.ALTERNATES);
        StringBuilder pem = new StringBuilder();
        chain.forEach(certificate -> pem.append(pem(certificate)));
        alternates.write(name + ".pem", pem.toString());
    }

    /** A trust anchor that is published by this name. */
    void root(String name, X509CertificateHolder certificate, @Nullable X509CRLHolder crl) {
        Folder roots = folder.folder(CaFolder.ROOTS);
        roots.write(name + ".pem", pem(certificate));
        if (crl != null) {
            roots.write(name + ".crl", encoded(crl));
            if (name.equals(Issuer.ROOT) && Files.exists(folder.file(FIRST_CRL))) {
                folder.write(FIRST_CRL, encoded(crl)); // whoever looks there finds the same
            }
        }
    }

    /** Whether an issuer or a root here has this name. */
    boolean knows(String name) {
        return names().contains(name)
                || requested(name).isPresent()
                || Files.exists(folder.file(CaFolder.ROOTS).resolve(name + ".pem"));
    }

    /** The CRLs of a root that are here. */
    List<X509CRLHolder> crls(String name, X509CertificateHolder root) {
        List<X509CRLHolder> crls = new ArrayList<>();
        for (Path file : List.of(folder.file(CaFolder.ROOTS).resolve(name + ".crl"), folder.file(FIRST_CRL))) {
            try {
                if (Files.exists(file)) {
                    crls.add(RootCrl.read(file, root));
                }
            } catch (IllegalArgumentException e) {
                if (!file.endsWith(FIRST_CRL)) {
                    throw new IllegalArgumentException(file + ": " + e.getMessage() + ". Nothing was changed.", e);
                } // else it is another root's
            }
        }
        return crls;
    }

    /** What the issuer's key is called in the token; of the first one its settings say it. */
    String keyLabel(String issuer) {
        Path file = issuer.equals(Issuer.ISSUING)
                ? folder.file("application.yml")
                : path(issuer).resolve(CaFolder.KEY_LABEL);
        String text = Files.exists(file) ? Identities.read(file) : "";
        Matcher label = KEY_LABEL.matcher(text);
        return issuer.equals(Issuer.ISSUING) ? (label.find() ? label.group(1) : "") : text.strip();
    }

    /** Whose folder it is. */
    String instance() {
        return String.valueOf(folder.path().getFileName());
    }

    static byte[] encoded(org.bouncycastle.util.Encodable encodable) {
        try {
            return encodable.getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String pem(X509CertificateHolder certificate) {
        return Pem.encode("CERTIFICATE", encoded(certificate));
    }

    private void write(
            String issuer, String file, IssuingKeystore keystore, @Nullable String keyLabel, Secrets secrets) {
        Folder target = issuer.equals(Issuer.ISSUING)
                ? folder
                : folder.folder(CaFolder.ISSUERS).folder(issuer);
        Path passphrase = target.file(CaFolder.PASSPHRASE);
        char[] secret =
                Files.exists(passphrase) ? KeyFile.readSecret(passphrase) : target.secret(CaFolder.PASSPHRASE, secrets);
        if (keyLabel != null && !issuer.equals(Issuer.ISSUING)) {
            target.write(CaFolder.KEY_LABEL, keyLabel + "\n");
        }
        target.write(file, keystore.toPkcs12(secret));
    }

    private Path path(String issuer) {
        return issuer.equals(Issuer.ISSUING)
                ? folder.path()
                : folder.file(CaFolder.ISSUERS).resolve(issuer);
    }

    private IssuingKeystore load(String issuer, String file) {
        Path keystore = path(issuer).resolve(file);
        try {
            return IssuingKeystore.load(
                    keystore, KeyFile.readSecret(path(issuer).resolve(CaFolder.PASSPHRASE)));
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(
                    keystore + " cannot be opened with the " + CaFolder.PASSPHRASE + " beside it. Nothing was changed.",
                    e);
        }
    }
}
