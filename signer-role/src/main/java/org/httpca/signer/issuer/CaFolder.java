package org.httpca.signer.issuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.KeyFile;
import org.httpca.signer.key.IssuingKey;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.httpca.start.SecretFile;
import org.jspecify.annotations.Nullable;

/**
 * What lies beside the first issuer's keystore: {@code issuers/NAME/} with {@code ca.p12} and {@code ca-passphrase} of a further issuer,
 * {@code key-label} where its key is in the token, and {@code alternates/*.pem}, its other chains (the first issuer's are in
 * {@code issuers/issuing/alternates/}); {@code roots/NAME.pem} and {@code roots/NAME.crl}, trust anchors that are published by that name.
 */
public final class CaFolder {
    public static final String ISSUERS = "issuers";
    public static final String ROOTS = "roots";
    public static final String ALTERNATES = "alternates";
    public static final String KEYSTORE = "ca.p12";
    public static final String PASSPHRASE = "ca-passphrase";
    /** A key whose certificate was asked for and has not come. */
    public static final String REQUESTED = "requested.p12";

    public static final String KEY_LABEL = "key-label";

    private static final int MOST = 100;
    private static final int LONGEST_LABEL = 200;

    private final Path folder;

    /** @param keystore the first issuer's */
    public static CaFolder beside(Path keystore) {
        return new CaFolder(keystore.toAbsolutePath().resolveSibling("."));
    }

    public CaFolder(Path folder) {
        this.folder = folder.normalize();
    }

    /** Whether the first issuer, whose folder this is, waits for its certificate. */
    public static boolean isRequested(Path folder) {
        return Files.exists(folder.resolve(REQUESTED)) && !Files.exists(folder.resolve(KEYSTORE));
    }

    /** Finds issuing keys in the token. */
    public interface TokenKeys {
        IssuingKey key(String label, X509CertificateHolder issuer);
    }

    /**
     * The further issuers, by their names.
     *
     * @throws IllegalArgumentException with a sentence that names the file, for what cannot be used
     */
    public List<Issuer> issuers(PublicUrl publicUrl, TokenKeys token) {
        List<Issuer> issuers = new ArrayList<>();
        for (Path each : entries(folder.resolve(ISSUERS), "")) {
            String name = String.valueOf(each.getFileName());
            if (name.equals(Issuer.ISSUING) || !Files.exists(each.resolve(KEYSTORE))) {
                continue;
            }
            if (!Issuer.isName(name)) {
                throw new IllegalArgumentException(
                        each + " is no issuer's folder: a short name has lower-case letters, digits and hyphens");
            }
            issuers.add(issuer(name, each, publicUrl, token));
        }
        return issuers;
    }

    /** Other chains of an issuer, the ones of the first issuer too. */
    public List<List<X509CertificateHolder>> alternates(String issuer, X509CertificateHolder certificate) {
        List<List<X509CertificateHolder>> chains = new ArrayList<>();
        for (Path file : entries(folder.resolve(ISSUERS).resolve(issuer).resolve(ALTERNATES), ".pem")) {
            chains.add(Chains.readAlternate(file, certificate));
        }
        return chains;
    }

    /** The trust anchors that have a name here. */
    public List<Roots.Root> roots() {
        List<Roots.Root> roots = new ArrayList<>();
        for (Path file : entries(folder.resolve(ROOTS), ".pem")) {
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.pem$", "");
            if (!Issuer.isName(name)) {
                throw new IllegalArgumentException(
                        file + ": a root's short name has lower-case letters, digits and hyphens");
            }
            X509CertificateHolder certificate = Chains.readRoot(file);
            roots.add(
                    new Roots.Root(name, certificate, crl(folder.resolve(ROOTS).resolve(name + ".crl"), certificate)));
        }
        return roots;
    }

    private Issuer issuer(String name, Path folder, PublicUrl publicUrl, TokenKeys token) {
        Path keystore = secret(folder.resolve(KEYSTORE));
        Path passphrase = secret(folder.resolve(PASSPHRASE));
        IssuingKeystore loaded;
        try {
            loaded = IssuingKeystore.load(keystore, KeyFile.readSecret(passphrase));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(keystore + " cannot be opened with " + passphrase, e);
        }
        String label = label(folder.resolve(KEY_LABEL));
        if (loaded.above().isEmpty() || loaded.holdsKey() == (label != null)) {
            throw new IllegalArgumentException(keystore
                    + (loaded.above().isEmpty()
                            ? " has no chain: it is not one that the setup made for a signer"
                            : label == null
                                    ? " has no key: name its label in the token in " + KEY_LABEL + " beside it"
                                    : " has a key, although " + KEY_LABEL + " beside it says that it is in the token"));
        }
        IssuingKey key = label == null ? loaded.key() : token.key(label, loaded.certificate());
        return new Issuer(
                name, loaded.certificate(), loaded.above(), key, publicUrl, alternates(name, loaded.certificate()));
    }

    private static Path secret(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(file + " cannot be read");
        }
        SecretFile.check("an issuer's folder", file);
        return file;
    }

    private static @Nullable String label(Path file) {
        try {
            if (!Files.exists(file)) {
                return null;
            }
            String label = Files.size(file) > LONGEST_LABEL
                    ? ""
                    : Files.readString(file).strip();
            if (label.isEmpty()) {
                throw new IllegalArgumentException(file + " holds the label of a key, alone");
            }
            return label;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
    }

    private static @Nullable X509CRLHolder crl(Path file, X509CertificateHolder root) {
        try {
            return Files.exists(file) ? RootCrl.read(file, root) : null;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is no CRL of this root: " + e.getMessage(), e);
        }
    }

    /** In the order of their names; hidden ones are somebody else's. */
    private static List<Path> entries(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            List<Path> found = list.filter(
                            path -> !String.valueOf(path.getFileName()).startsWith(".")
                                    && String.valueOf(path.getFileName()).endsWith(suffix)
                                    && (suffix.isEmpty() == Files.isDirectory(path)))
                    .sorted()
                    .limit(MOST + 1L)
                    .toList();
            if (found.size() > MOST) {
                throw new IllegalArgumentException(folder + " has more than " + MOST + " entries");
            }
            return found;
        } catch (IOException e) {
            throw new IllegalArgumentException(folder + " cannot be read", e);
        }
    }
}
