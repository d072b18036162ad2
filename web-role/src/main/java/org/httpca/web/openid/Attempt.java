package org.httpca.web.openid;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.pki.Octets;

/**
 * One way to the provider and back, by one browser. Its cookie holds a secret of 256 bits; state, nonce and the code verifier are
 * hashes of the cookie's value under different names. So no row is kept for visitors who never come back, any web role can finish what
 * another began, and an answer that was meant for another browser fits nothing here.
 */
public final class Attempt {
    static final Duration LIFE = Duration.ofMinutes(10);
    private static final int LONGEST_BACK = 2000;
    private static final Pattern VALUE =
            Pattern.compile("[A-Za-z0-9_-]{43}\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{0," + LONGEST_BACK + "})");

    private final String value;
    private final Instant begun;
    private final String back;

    private Attempt(String value, Instant begun, String back) {
        this.value = value;
        this.begun = begun;
        this.back = back;
    }

    /** @param back what the page wants to have back; one that is too long for a cookie is forgotten */
    static Attempt begin(SecureRandom random, Instant now, String back) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String coded = coded(back.getBytes(StandardCharsets.UTF_8));
        String kept = coded.length() > LONGEST_BACK ? "" : coded;
        return of(coded(bits) + "." + now.getEpochSecond() + "." + kept).orElseThrow();
    }

    /** Of a cookie's value; empty for one that is none of ours. */
    static Optional<Attempt> of(String value) {
        Matcher parts = VALUE.matcher(value);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            byte[] back = Base64.getUrlDecoder().decode(parts.group(2));
            Instant begun = Instant.ofEpochSecond(Long.parseLong(parts.group(1)));
            return Optional.of(new Attempt(value, begun, new String(back, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String value() {
        return value;
    }

    boolean isFresh(Instant now) {
        return !begun.plus(LIFE).isBefore(now) && !begun.isAfter(now.plus(LIFE));
    }

    /** What the page gave; to be judged like anything that a browser sends. */
    public String back() {
        return back;
    }

    State state() {
        return new State(derived("state"));
    }

    boolean isState(String text) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), derived("state").getBytes(StandardCharsets.US_ASCII));
    }

    Nonce nonce() {
        return new Nonce(derived("nonce"));
    }

    CodeVerifier verifier() {
        return new CodeVerifier(derived("verifier"));
    }

    private String derived(String purpose) {
        return coded(Octets.of((purpose + " " + value).getBytes(StandardCharsets.US_ASCII))
                .sha256()
                .toArray());
    }

    private static String coded(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** The value is a secret. */
    @Override
    public String toString() {
        return "Attempt";
    }
}
