package org.httpca.pki;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One private key with its certificate chain in a PKCS#12 file (RFC 7292), encrypted with PBES2 and AES-256 as the platform
 * does it by default. Files are made with mode 0600 and renamed into place: nobody sees half of one.
 */
public final class KeyFile {

    /** The name of the only entry. */
    public static final String ALIAS = "key";

    /** A key with its chain, its own certificate first. */
    public record Entry(PrivateKey key, List<X509Certificate> chain) {

        public Entry {
            chain = List.copyOf(chain);
        }

        public X509Certificate certificate() {
            return chain.get(0);
        }

        @Override
        public String toString() {
            return "Entry[" + certificate().getSubjectX500Principal() + "]";
        }
    }

    private static final int MAX_OCTETS = 1024 * 1024;

    private KeyFile() {}

    /** @throws UncheckedIOException if the file cannot be read, the passphrase is wrong, or there is no key in it */
    public static Entry load(Path pkcs12, char[] passphrase) {
        try {
            KeyStore store = open(pkcs12, passphrase);
            Key key = store.getKey(ALIAS, passphrase);
            Certificate[] chain = store.getCertificateChain(ALIAS);
            if (!(key instanceof PrivateKey privateKey) || chain == null) {
                throw new IOException(pkcs12 + " holds no private key named '" + ALIAS + "'");
            }
            return new Entry(
                    privateKey,
                    Stream.of(chain).map(X509Certificate.class::cast).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new UncheckedIOException(new IOException(pkcs12 + " cannot be read: " + e.getMessage(), e));
        }
    }

    public static void save(Path pkcs12, char[] passphrase, Entry entry) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, entry.key(), passphrase, entry.chain().toArray(X509Certificate[]::new));
            save(pkcs12, passphrase, store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform's PKCS#12 failed", e);
        }
    }

    /** Opens a PKCS#12 file of any entries. */
    public static KeyStore open(Path pkcs12, char[] passphrase) throws IOException, GeneralSecurityException {
        if (Files.size(pkcs12) > MAX_OCTETS) {
            throw new IOException(pkcs12 + " is larger than " + MAX_OCTETS + " octets: no key file is");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(pkcs12)), passphrase);
        return store;
    }

    /** Writes a key store of any entries: 0600, in one step. */
    public static void save(Path pkcs12, char[] passphrase, KeyStore store)
            throws IOException, GeneralSecurityException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        store.store(octets, passphrase);
        writePrivately(pkcs12, octets.toByteArray());
    }

    /** Writes a file that only its owner can read: 0600 from its first moment, renamed into place. */
    public static void writePrivately(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path draft = Files.createTempFile(
                folder,
                "." + file.getFileName(),
                ".draft",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * A passphrase or password from a file: its first line.
     *
     * @throws UncheckedIOException if the file cannot be read or is empty
     */
    public static char[] readSecret(Path file) {
        try {
            String text = Files.readString(file);
            int end = text.indexOf('\n');
            String line = (end < 0 ? text : text.substring(0, end)).strip();
            if (line.isEmpty()) {
                throw new IOException(file + " is empty: it must hold a secret on its first line");
            }
            return Arrays.copyOf(line.toCharArray(), line.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
