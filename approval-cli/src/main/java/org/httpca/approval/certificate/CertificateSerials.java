package org.httpca.approval.certificate;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.pki.SerialNumbers;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/**
 * Finds a certificate by its serial number in hexadecimal, or by {@code ISSUER:SERIAL}. Serial numbers are unique for each issuer
 * alone (RFC 5280, section 4.1.2.2).
 */
public final class CertificateSerials {
    private final IssuedCertificates certificates;

    public CertificateSerials(IssuedCertificates certificates) {
        this.certificates = certificates;
    }

    /** The one that is meant. None ends the command with 3; several, or what is no serial number, with 2. */
    public SeenCertificate find(String text) {
        // "ca:5f:3a" may be both; that an issuer of this name has issued 5f3a, chance does not bring about
        SeenCertificate ofIssuer = ofIssuer(text);
        if (ofIssuer != null) {
            return ofIssuer;
        }
        String serial = hex(text);
        if (serial == null) {
            throw hex(afterColon(text)) == null ? noSerial(text) : none(text);
        }
        List<String> issuers = certificates.issuersOf(serial);
        if (issuers.size() > 1) {
            throw several(issuers, serial);
        }
        SeenCertificate only = issuers.isEmpty() ? null : certificates.seen(issuers.get(0), serial);
        if (only == null) {
            throw none(text);
        }
        return only;
    }

    private @Nullable SeenCertificate ofIssuer(String text) {
        int colon = text.indexOf(':');
        String serial = colon < 0 ? null : hex(afterColon(text));
        return serial == null ? null : certificates.seen(text.substring(0, colon), serial);
    }

    private static String afterColon(String text) {
        return text.substring(text.indexOf(':') + 1);
    }

    private static @Nullable String hex(String text) {
        return SerialNumbers.parse(text) instanceof Result.Passed<BigInteger> passed
                ? SerialNumbers.hex(passed.value())
                : null;
    }

    private static CommandFailed noSerial(String text) {
        return new CommandFailed(
                ExitCode.USAGE,
                "'" + text
                        + "' is no serial number: it has 1 to 40 hexadecimal digits, such as 5f3a09c1; with its issuer,"
                        + " issuing:5f3a09c1.");
    }

    private static CommandFailed none(String text) {
        return new CommandFailed(
                ExitCode.NOT_FOUND,
                "No certificate has the serial number '" + text + "': 'list-certificates' shows what was issued.");
    }

    private static CommandFailed several(List<String> issuers, String serial) {
        return new CommandFailed(
                ExitCode.USAGE,
                "Several issuers have used this serial number, name one: "
                        + issuers.stream().map(issuer -> issuer + ":" + serial).collect(Collectors.joining(", ")));
    }
}
