package org.httpca.signer.policy;

import java.time.Duration;
import org.httpca.problem.ProblemType;
import org.httpca.signer.profile.Profile;

/** The validity asked for (RFC 5280, section 4.1.2.5) is not above the profile's maximum, and long enough to be used. */
final class ValidityAllowed implements Rule {

    /** A clock that is a minute off would see the certificate begin after its end. */
    private static final Duration LEAST = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "validity-allowed";
    }

    @Override
    public Finding check(CertificateApplication application) {
        Long asked = application.command().validitySeconds();
        Profile profile = application.profile();
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
