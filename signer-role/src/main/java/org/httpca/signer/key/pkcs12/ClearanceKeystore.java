package org.httpca.signer.key.pkcs12;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.httpca.pki.KeyFile;

/**
 * The clearance keys once the first one, which lies with the issuing key, was renewed: a PKCS#12 file beside that one, with its
 * passphrase. Alias {@code clearance} is the key of now; {@code former-SECONDS-N} those before, which count until that time.
 */
public final class ClearanceKeystore {

    private static final String FILE = "clearance.p12";
    private static final String NOW = "clearance";
    private static final String FORMER = "former-";
    private static final String ALGORITHM = "HmacSHA256";

    /** A key that was renewed. */
    public record Former(SecretKey key, Instant until) {
        @Override
        public String toString() {
            return "Former[until " + until + "]";
        }
    }

    private final SecretKey key;
    private final List<Former> former;

    private ClearanceKeystore(SecretKey key, List<Former> former) {
        this.key = key;
        this.former = List.copyOf(former);
    }

    /** Of the first key, which was never renewed. */
    public static ClearanceKeystore first(SecretKey key) {
        return new ClearanceKeystore(key, List.of());
    }

    /** Where it is, if it is. */
    public static Path beside(Path issuingKeystore) {
        return issuingKeystore.resolveSibling(FILE);
    }

    /** @throws IOException if it is damaged, opened with a wrong passphrase, or holds no key of now */
    public static ClearanceKeystore load(Path file, char[] passphrase) throws IOException {
        try {
            KeyStore store = KeyFile.open(file, passphrase);
            KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(passphrase);
            SecretKey now = null;
            List<Former> former = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (!(store.getEntry(alias, protection) instanceof KeyStore.SecretKeyEntry entry)) {
                    continue;
                }
                SecretKey key = new SecretKeySpec(entry.getSecretKey().getEncoded(), ALGORITHM);
                if (alias.equals(NOW)) {
                    now = key;
                } else if (alias.startsWith(FORMER)) {
                    former.add(new Former(key, Instant.ofEpochSecond(Long.parseLong(alias.split("-", -1)[1]))));
                }
            }
            if (now == null) {
                throw new IOException(file + " holds no key '" + NOW + "'");
            }
            former.sort(Comparator.comparing(Former::until).reversed());
            return new ClearanceKeystore(now, former);
        } catch (GeneralSecurityException | NumberFormatException e) {
            throw new IOException(file + " cannot be read as a keystore of clearance keys", e);
        }
    }

    /** @param until what was cleared with the key of now counts until then */
    public ClearanceKeystore renewed(byte[] octets, Instant until) {
        List<Former> all = new ArrayList<>(former);
        all.add(new Former(key, until));
        return new ClearanceKeystore(new SecretKeySpec(octets, ALGORITHM), all);
    }

    /** Writes it: 0600, in one step. */
    public void save(Path file, char[] passphrase) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(passphrase);
            store.setEntry(NOW, new KeyStore.SecretKeyEntry(key), protection);
            for (int i = 0; i < former.size(); i++) {
                store.setEntry(
                        FORMER + former.get(i).until().getEpochSecond() + "-" + i,
                        new KeyStore.SecretKeyEntry(former.get(i).key()),
                        protection);
            }
            KeyFile.save(file, passphrase, store);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keystore cannot be written", e);
        }
    }

    public SecretKey key() {
        return key;
    }

    /** The one that counts longest first. */
    public List<Former> former() {
        return former;
    }

    @Override
    public String toString() {
        return "ClearanceKeystore[" + former.size() + " former]";
    }
}
