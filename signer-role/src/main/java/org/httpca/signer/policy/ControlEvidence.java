package org.httpca.signer.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.acme.evidence.AccountConsent;
import org.httpca.acme.evidence.ControlShown;
import org.httpca.envelope.MessagingTrust;
import org.httpca.envelope.StatementVerifier;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.Printable;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a request shows of control over its names (RFC 8555, section 8): the word of an account's key for this CSR, and the statements of workers that
 * the holder of that key showed each name. The web side hands both on and can make neither.
 */
public final class ControlEvidence {
    /** An authorization counts for ten days; a broker that is away may cost one more. */
    private static final Duration LONGEST = Duration.ofDays(11);

    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);
    private static final int SHOWN = 3;
    private static final int LONGEST_LINE = 200;

    private final StatementVerifier verifier;
    private final Clock clock;

    /** @param trust whom identities are from */
    public ControlEvidence(Supplier<MessagingTrust> trust, String installation, Clock clock) {
        this.verifier = new StatementVerifier(trust, installation);
        this.clock = clock;
    }

    /** For who has no evidence to show: all that is claimed is refused. */
    public static ControlEvidence none() {
        return new ControlEvidence(MessagingTrust::nobody, "", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    /** What it claims, verified; null if it claims nothing, or the request itself does not hold. */
    @Nullable
    ControlClaim of(RequestCertificate command, Result<CertificationRequest> request) {
        List<String> words =
                command.evidence().stream().filter(AccountConsent::isForm).toList();
        List<String> statements =
                command.evidence().stream().filter(ControlShown::isForm).toList();
        if ((words.isEmpty() && statements.isEmpty())
                || !(request instanceof Result.Passed<CertificationRequest> passed)) {
            return null;
        }
        Result<AccountConsent> consent = consent(words, passed.value());
        if (consent instanceof Result.Refused<AccountConsent> refused) {
            return refused(refused.problem().detail());
        }
        return shown(command, consent.orElseThrow(), statements);
    }

    private static Result<AccountConsent> consent(List<String> words, CertificationRequest request) {
        if (words.size() != 1) {
            return Result.refused(
                    ProblemType.FORBIDDEN,
                    "The evidence must have the word of one account, and has " + words.size() + ".");
        }
        return AccountConsent.verify(words.get(0))
                .flatMap(consent -> consent.csr().equals(request.der())
                        ? Result.passed(consent)
                        : Result.refused(ProblemType.FORBIDDEN, "The account's key signed for another CSR."));
    }

    private ControlClaim shown(RequestCertificate command, AccountConsent consent, List<String> statements) {
        List<ControlShown> shown = new ArrayList<>();
        for (String statement : statements) {
            Result<ControlShown> read = ControlShown.verify(statement, verifier);
            if (read instanceof Result.Refused<ControlShown> refused) {
                return refused(refused.problem().detail());
            }
            ControlShown one = read.orElseThrow();
            String other = refusal(one, consent);
            if (other != null) {
                return refused(other);
            }
            shown.add(one);
        }
        for (Identifier name : command.identifiers()) {
            if (shown.stream().noneMatch(one -> one.identifier().equals(name))) {
                return refused("Nothing shows control of '" + name.value() + "'.");
            }
        }
        return new ControlClaim(
                Finding.pass(words(shown)),
                shown.stream().map(ControlShown::method).distinct().sorted().toList());
    }

    private @Nullable String refusal(ControlShown shown, AccountConsent consent) {
        Instant now = clock.instant();
        if (!shown.thumbprint().equals(consent.thumbprint())) {
            return "Control of '" + shown.identifier().value() + "' was shown by another key than that which asks.";
        }
        if (shown.at().isAfter(now.plus(CLOCKS_APART))) {
            return "Control of '" + shown.identifier().value() + "' was shown at a time that is still to come.";
        }
        return shown.at().isBefore(now.minus(LONGEST))
                ? "Control of '" + shown.identifier().value() + "' was shown longer than " + LONGEST.toDays()
                        + " days ago."
                : null;
    }

    private static String words(List<ControlShown> shown) {
        List<String> lines = shown.stream()
                .limit(SHOWN)
                .map(one -> one.identifier().value() + " by " + one.method() + " on " + one.at()
                        + (one.seen().isEmpty() ? "" : " (" + one.seen().get(0) + ")"))
                .map(line -> Printable.text(line, LONGEST_LINE))
                .toList();
        String more = shown.size() > SHOWN ? "; and " + (shown.size() - SHOWN) + " more" : "";
        return "The holder of the account's key showed control of " + String.join("; ", lines) + more + ".";
    }

    private static ControlClaim refused(String why) {
        return new ControlClaim(Finding.reject(ProblemType.FORBIDDEN, why), List.of());
    }
}
