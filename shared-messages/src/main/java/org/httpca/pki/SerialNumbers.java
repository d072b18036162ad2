package org.httpca.pki;

import java.math.BigInteger;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;

/** Serial numbers of certificates (RFC 5280, section 4.1.2.2) as users see them: lower-case hexadecimal, no separators. */
public final class SerialNumbers {

    private static final int MAX_DIGITS = 40;

    private SerialNumbers() {}

    public static String hex(BigInteger serial) {
        return serial.toString(16);
    }

    /** A serial as a user gave it: 1 to 40 hexadecimal digits; upper case, colons and leading zeros are forgiven. */
    public static Result<BigInteger> parse(String text) {
        String digits = text.length() > 3 * MAX_DIGITS ? "" : text.replace(":", "");
        boolean hexadecimal = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
        if (!hexadecimal) {
            return Result.refused(
                    ProblemType.MALFORMED, "A serial number has 1 to 40 hexadecimal digits, such as 5f3a09c1.");
        }
        return Result.passed(new BigInteger(digits, 16));
    }
}
