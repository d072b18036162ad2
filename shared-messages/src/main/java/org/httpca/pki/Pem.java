package org.httpca.pki;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;

/** The textual encoding of RFC 7468: written strictly, read with limits, leniently about what stands around the block. */
public final class Pem {

    /** The longest text that is read, in characters. */
    public static final int MAX_CHARACTERS = 256 * 1024;

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    public static String encode(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    /** The first block that has one of these labels. */
    public static Result<byte[]> decodeOne(String text, String... labels) {
        if (text.length() > MAX_CHARACTERS) {
            return Result.refused(
                    ProblemType.REQUEST_TOO_LARGE, "The PEM text is longer than " + MAX_CHARACTERS + " characters.");
        }
        for (String label : labels) {
            List<byte[]> blocks = new ArrayList<>();
            if (!decode(text, label, 1, blocks)) {
                return Result.refused(
                        ProblemType.MALFORMED,
                        "The PEM block '" + label + "' is not closed by its END line, or is not base64.");
            }
            if (!blocks.isEmpty()) {
                return Result.passed(blocks.get(0));
            }
        }
        return Result.refused(
                ProblemType.MALFORMED,
                "There is no PEM block that begins with '-----BEGIN " + labels[0]
                        + "-----'. Paste the whole file, with its first and last line.");
    }

    /**
     * Every certificate of the text, in its order.
     *
     * @throws IllegalArgumentException if the text is too long or a block is broken
     */
    public static List<byte[]> decodeCertificates(String text) {
        List<byte[]> blocks = new ArrayList<>();
        if (text.length() > MAX_CHARACTERS || !decode(text, "CERTIFICATE", 100, blocks)) {
            throw new IllegalArgumentException("the PEM text is too long, or one of its blocks is broken");
        }
        return blocks;
    }

    private static boolean decode(String text, String label, int most, List<byte[]> blocks) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        int at = 0;
        while (blocks.size() < most) {
            int from = text.indexOf(begin, at);
            if (from < 0) {
                return true;
            }
            int to = text.indexOf(end, from + begin.length());
            if (to < 0) {
                return false;
            }
            try {
                String body = withoutWhiteSpace(text, from + begin.length(), to);
                blocks.add(Base64.getDecoder().decode(body));
            } catch (IllegalArgumentException e) {
                return false;
            }
            at = to + end.length();
        }
        return true;
    }

    private static String withoutWhiteSpace(String text, int from, int to) {
        StringBuilder body = new StringBuilder(to - from);
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\r' && c != ' ' && c != '\t') {
                body.append(c);
            }
        }
        return body.toString();
    }
}
