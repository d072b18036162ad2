package org.httpca.signer.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.RequestedDates;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.signer.issuer.Validity;
import org.httpca.signer.profile.Profile;

/**
 * The validity asked for (RFC 5280, section 4.1.2.5) is not above the profile's maximum, and long enough to be used. Dates asked for are kept
 * exactly, where the profile allows any: within the limits of {@link RequestedDates}, and within the issuer's.
 */
final class ValidityAllowed implements Rule {

    /** A clock that is a minute off would see the certificate begin after its end. */
    private static final Duration LEAST = RequestedDates.LEAST;

    private final Function<String, Collection<X509CertificateHolder>> chains;
    private final Clock clock;

    /** @param chains as {@link NamesPermittedToIssuer} has them */
    ValidityAllowed(Function<String, Collection<X509CertificateHolder>> chains, Clock clock) {
        this.chains = chains;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "validity-allowed";
    }

    @Override
    public Finding check(CertificateApplication application) {
        Long asked = application.command().validitySeconds();
        Profile profile = application.profile();
        RequestedDates dates = application.command().dates();
        if (!dates.isNone()) {
            return asked == null
                    ? check(dates, profile)
                    : Finding.reject(
                            ProblemType.VALIDITY_NOT_ALLOWED, "Ask for a validity or for dates, and not for both.");
        }
        if (asked == null) {
            return Finding.pass("Valid for the profile's " + text(profile.validity()) + ".");
        }
        if (asked < LEAST.toSeconds() || asked > profile.maximumValidity().toSeconds()) {
            return Finding.reject(
                    ProblemType.VALIDITY_NOT_ALLOWED,
                    "Profile '" + profile.name() + "' issues for " + text(LEAST) + " to "
                            + text(profile.maximumValidity()) + ".");
        }
        return Finding.pass("Valid for " + text(Duration.ofSeconds(asked)) + ", as asked for.");
    }

    private Finding check(RequestedDates dates, Profile profile) {
        if (!profile.requestedDates()) {
            return Finding.reject(
                    ProblemType.VALIDITY_NOT_ALLOWED,
                    "Profile '" + profile.name() + "' says how long a certificate lives: ask without dates.");
        }
        Instant now = clock.instant();
        Result<RequestedDates> checked = dates.check(now, profile.validity(), profile.maximumValidity());
        if (checked instanceof Result.Refused<RequestedDates> refused) {
            return Finding.reject(refused.problem());
        }
        Instant start = dates.start(now, profile.maximumValidity());
        Instant end = dates.end(start, profile.validity());
        Validity whole = new Validity(start, end);
        Optional<X509CertificateHolder> issuer =
                chains.apply(profile.issuer()).stream().findFirst();
        if (issuer.isPresent() && !whole.within(issuer.get()).equals(whole)) {
            return Finding.reject(
                    ProblemType.VALIDITY_NOT_ALLOWED,
                    "The certificate would begin before the CA '" + profile.issuer() + "', or outlive it.");
        }
        return Finding.pass("Valid from " + start + " until " + end + ", as asked for.");
    }

    private static String text(Duration duration) {
        if (duration.toSeconds() % 86_400 == 0) {
            return count(duration.toDays(), "day");
        }
        if (duration.toSeconds() % 3_600 == 0) {
            return count(duration.toHours(), "hour");
        }
        return duration.toSeconds() % 60 == 0
                ? count(duration.toMinutes(), "minute")
                : count(duration.toSeconds(), "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
