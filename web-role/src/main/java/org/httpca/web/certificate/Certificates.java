package org.httpca.web.certificate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.springframework.stereotype.Component;

/** All issued certificates, to read. They are public. */
@Component
public class Certificates {
    private final CertificateRows rows;
    private final RevocationRows revocations;
    private final ReplacementRows replacements;

    Certificates(CertificateRows rows, RevocationRows revocations, ReplacementRows replacements) {
        this.rows = rows;
        this.revocations = revocations;
        this.replacements = replacements;
    }

    /**
     * The certificate with a serial number, as {@code serial} where only one issuer has used it, and always as
     * {@code issuer:serial}. Refused as not-found, or as a conflict that names the certificates that it could be.
     */
    public Result<CertificateView> find(String serialOrIssuerAndSerial) {
        int colon = serialOrIssuerAndSerial.indexOf(':');
        String digits = serialOrIssuerAndSerial.substring(colon + 1);
        if (!SerialNumbers.parse(digits).isPassed()) {
            return nothing();
        }
        String serial = SerialNumbers.hex(SerialNumbers.parse(digits).orElseThrow());
        if (colon >= 0) {
            return rows.find(serialOrIssuerAndSerial.substring(0, colon), serial)
                    .map(Result::passed)
                    .orElseGet(Certificates::nothing);
        }
        return theOnly(rows.firstTenOfSerial(serial));
    }

    /** Exactly this one (RFC 5280, DER); empty for what was not issued here, or is none. */
    public Optional<CertificateView> ofDer(byte[] der) {
        try {
            String serial = SerialNumbers.hex(new X509CertificateHolder(der).getSerialNumber());
            return rows.firstTenOfSerial(serial).stream()
                    .filter(one -> one.der().equals(Octets.of(der)))
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // the library says so in many ways
        }
    }

    /** What became of it; within a transaction, as that sees it. */
    public RevocationView revocation(CertificateView certificate) {
        return revocations.of(certificate.issuer(), certificate.serial());
    }

    /** What it came after, and what came after it. */
    public ReplacementView replacement(CertificateView certificate) {
        return replacements.of(certificate);
    }

    public Optional<CertificateView> ofRequest(UUID requestId) {
        return rows.ofRequest(requestId);
    }

    private static Result<CertificateView> theOnly(List<CertificateView> found) {
        if (found.isEmpty()) {
            return nothing();
        }
        if (found.size() == 1) {
            return Result.passed(found.get(0));
        }
        String choices =
                found.stream().map(one -> one.issuer() + ":" + one.serial()).collect(Collectors.joining(", "));
        return Result.refused(
                ProblemType.CONFLICT,
                "More than one issuer has used this serial number. Ask for one of: " + choices + ".");
    }

    private static Result<CertificateView> nothing() {
        return Result.refused(ProblemType.NOT_FOUND, "No certificate with this serial number is known here.");
    }
}
