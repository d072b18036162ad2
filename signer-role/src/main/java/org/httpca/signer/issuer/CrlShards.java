package org.httpca.signer.issuer;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Over how many CRLs an issuer's new certificates are spread (RFC 5280, section 4.2.1.13). A certificate's own is chosen when it is
 * issued, and stands in it: another number later changes nothing of that.
 *
 * @param count 0: they name the complete CRL
 */
public record CrlShards(int count) {
    public static final int MOST = 256;
    public static final CrlShards NONE = new CrlShards(0);

    /** In the place of a shard's name: the certificate itself does not say it in a way that can be believed, so it is on each. */
    public static final String EACH = "*";

    /** In the place of a shard's name: what has changed about any certificate. */
    public static final String DELTA = "delta";

    private static final Pattern NAME = Pattern.compile("[1-9][0-9]{0,3}");

    public CrlShards {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("There can be 0 to " + MOST + " shards");
        }
    }

    /**
     * Of a new certificate.
     *
     * @param serial random, so that each shard gets as many
     * @return a name, or nothing for the complete CRL
     */
    public String of(BigInteger serial) {
        return count == 0 ? "" : name(serial.mod(BigInteger.valueOf(count)).intValueExact());
    }

    /** Of all. */
    public List<String> names() {
        return IntStream.range(0, count).mapToObj(CrlShards::name).toList();
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static String name(int index) {
        return String.valueOf(index + 1);
    }
}
