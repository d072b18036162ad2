package org.httpca.signer.policy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.pki.SubjectKey;
import org.httpca.pki.key.RsaNumbers;

/** Keys that nobody may have a certificate for, because others know them: by digests, out of files. Immutable. */
public final class BlockedKeys {
    private static final int DEBIAN_OCTETS = 10;
    private static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;
    private static final BlockedKeys NONE = new BlockedKeys(new byte[0][], new byte[0][]);

    private final byte[][] spkis;
    private final byte[][] moduli;

    private BlockedKeys(byte[][] spkis, byte[][] moduli) {
        this.spkis = spkis;
        this.moduli = moduli;
    }

    /**
     * Reads one list, or all of a folder.
     *
     * @throws IllegalArgumentException naming the file, the line and what is wrong
     */
    public static BlockedKeys load(Path fileOrFolder) {
        return BlockedKeysFiles.read(fileOrFolder);
    }

    public static BlockedKeys none() {
        return NONE;
    }

    /**
     * Of digests that are as long as their kind asks for.
     *
     * @param spkis SHA-256 of the DER of SubjectPublicKeyInfo
     * @param moduli the last 80 bits of SHA-1 over what {@code openssl rsa -modulus} prints
     */
    static BlockedKeys of(Collection<byte[]> spkis, Collection<byte[]> moduli) {
        return new BlockedKeys(sorted(spkis), sorted(moduli));
    }

    int size() {
        return spkis.length + moduli.length;
    }

    public boolean contain(SubjectPublicKeyInfo key) {
        return contains(spkis, HexFormat.of().parseHex(SubjectKey.of(key).sha256()))
                || moduli.length > 0 && containModulus(RsaNumbers.of(key));
    }

    private boolean containModulus(@org.jspecify.annotations.Nullable RsaNumbers key) {
        return key != null && contains(moduli, debianDigest(key.modulus()));
    }

    /** As Debian's openssl-blacklist has it, from 2008. */
    static byte[] debianDigest(BigInteger modulus) {
        String line = "Modulus=" + modulus.toString(16).toUpperCase(Locale.ROOT) + "\n";
        try {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(line.getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOfRange(sha1, sha1.length - DEBIAN_OCTETS, sha1.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static boolean contains(byte[][] sorted, byte[] digest) {
        return Arrays.binarySearch(sorted, digest, ORDER) >= 0;
    }

    private static byte[][] sorted(Collection<byte[]> digests) {
        byte[][] sorted = digests.toArray(byte[][]::new);
        Arrays.sort(sorted, ORDER);
        return sorted;
    }
}
