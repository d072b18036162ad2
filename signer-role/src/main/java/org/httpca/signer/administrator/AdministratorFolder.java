package org.httpca.signer.administrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.httpca.order.Administrators;
import org.httpca.pki.Crypto;
import org.httpca.pki.Pem;
import org.httpca.problem.Result;

/** The folder of the administrators' public keys: {@code NAME.pem}, a SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7), P-256. */
public final class AdministratorFolder {

    private static final String SUFFIX = ".pem";
    private static final int MAX_FILES = 1_000;
    private static final long MAX_OCTETS = 16 * 1024;

    private AdministratorFolder() {}

    /**
     * Reads the folder. It may be empty: nobody approves anything then.
     *
     * @throws IllegalArgumentException naming the file that is no administrator's key
     * @throws UncheckedIOException if the folder or a file cannot be read
     */
    public static Administrators load(Path folder) {
        Map<String, PublicKey> keys = new TreeMap<>();
        for (Path file : files(folder)) {
            keys.put(name(file), read(file));
        }
        return Administrators.of(keys);
    }

    /**
     * Whose key a file is, by its own name.
     *
     * @throws IllegalArgumentException if it is not called {@code NAME.pem}
     */
    public static String name(Path file) {
        String fileName = file.getFileName().toString();
        if (!fileName.endsWith(SUFFIX)) {
            throw new IllegalArgumentException(file + " is not called NAME.pem.");
        }
        return fileName.substring(0, fileName.length() - SUFFIX.length());
    }

    /**
     * The SHA-256 of the key in a file, lower-case hexadecimal.
     *
     * @throws IllegalArgumentException if it is no administrator's key
     */
    public static String fingerprint(Path file) {
        String name = name(file);
        return Objects.requireNonNull(
                Administrators.of(Map.of(name, read(file))).fingerprints().get(name));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(
                            file -> file.getFileName().toString().endsWith(SUFFIX))
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (files.size() > MAX_FILES) {
                throw new IllegalArgumentException(folder + " has more than " + MAX_FILES + " administrators.");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("The administrators' folder " + folder + " cannot be read.", e);
        }
    }

    private static PublicKey read(Path file) {
        try {
            if (Files.size(file) > MAX_OCTETS) {
                throw new IllegalArgumentException(file + " is too long for a public key.");
            }
            Result<byte[]> der = Pem.decodeOne(Files.readString(file, StandardCharsets.US_ASCII), "PUBLIC KEY");
            if (der instanceof Result.Passed<byte[]> passed) {
                return KeyFactory.getInstance("EC", Crypto.BOUNCY_CASTLE)
                        .generatePublic(new X509EncodedKeySpec(passed.value()));
            }
            throw new IllegalArgumentException(file + " is not a public key in PEM.");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " is not a P-256 public key.", e);
        }
    }
}
