package org.httpca.web.session;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a form carries to show that it is from a page of ours, made for this session: a hash of the cookie's value, which other
 * sites can send but not read. It is covered by a random pad, anew on each page, since pages are compressed and repeat what was
 * typed: the size of many answers would otherwise tell a constant secret piece by piece (BREACH).
 */
final class FormToken {
    private static final int LENGTH = 32;
    private static final int TEXT_LENGTH = 86; // 64 octets in base64url

    private FormToken() {}

    static String of(Session session, SecureRandom random) {
        byte[] pad = new byte[LENGTH];
        random.nextBytes(pad);
        byte[] token = Arrays.copyOf(pad, 2 * LENGTH);
        System.arraycopy(covered(bare(session), pad), 0, token, LENGTH, LENGTH);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    static boolean isOf(Session session, String text) {
        if (text.length() != TEXT_LENGTH) {
            return false;
        }
        byte[] token;
        try {
            token = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] pad = Arrays.copyOf(token, LENGTH);
        byte[] said = covered(Arrays.copyOfRange(token, LENGTH, 2 * LENGTH), pad);
        return MessageDigest.isEqual(said, bare(session));
    }

    private static byte[] bare(Session session) {
        return session.sha256("form ");
    }

    private static byte[] covered(byte[] octets, byte[] pad) {
        byte[] covered = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            covered[i] = (byte) (octets[i] ^ pad[i]);
        }
        return covered;
    }
}
