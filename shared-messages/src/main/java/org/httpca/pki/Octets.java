package org.httpca.pki;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;

/** An immutable octet string. In JSON it is base64 (RFC 4648, section 4). */
public final class Octets {

    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    /** A copy of the octets. */
    public static Octets of(byte[] octets) {
        return new Octets(octets.clone());
    }

    /**
     * From base64.
     *
     * @throws IllegalArgumentException if it is not base64
     */
    @JsonCreator
    public static Octets ofBase64(String base64) {
        return new Octets(Base64.getDecoder().decode(base64));
    }

    /**
     * From hexadecimal digits without separators.
     *
     * @throws IllegalArgumentException if it is not that
     */
    public static Octets ofHex(String hex) {
        return new Octets(HexFormat.of().parseHex(hex));
    }

    /** All of them, one after the other. */
    public static Octets joined(Collection<Octets> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(part -> all.writeBytes(part.octets));
        return of(all.toByteArray());
    }

    /** A copy of the octets. */
    public byte[] toArray() {
        return octets.clone();
    }

    public int length() {
        return octets.length;
    }

    /** Lower-case hexadecimal without separators. */
    public String hex() {
        return HexFormat.of().formatHex(octets);
    }

    @JsonValue
    public String base64() {
        return Base64.getEncoder().encodeToString(octets);
    }

    public Octets sha256() {
        return new Octets(Sha256.of(octets));
    }

    /** Equality in a time that does not depend on where the two differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && MessageDigest.isEqual(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Only the length: octets may be a secret, and are seldom of use in a log. */
    @Override
    public String toString() {
        return "Octets[" + octets.length + "]";
    }
}
