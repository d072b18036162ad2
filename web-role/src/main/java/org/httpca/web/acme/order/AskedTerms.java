package org.httpca.web.acme.order;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.message.PublishedProfile;
import org.httpca.pki.Printable;
import org.httpca.pki.RequestedDates;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a new order asks for besides names: a profile (draft-ietf-acme-profiles, section 4) and dates (RFC 8555, section 7.4). */
final class AskedTerms {
    private static final int SHOWN = 60;

    private AskedTerms() {}

    /**
     * The profile that the order names, or the default one where it names none.
     *
     * @return null before the signer has published any
     */
    static @Nullable PublishedProfile profile(JsonNode payload, List<PublishedProfile> published) {
        Optional<String> asked = JsonText.text(payload, "profile");
        if (asked.isEmpty()) {
            return published.stream()
                    .filter(PublishedProfile::isDefault)
                    .findFirst()
                    .orElse(null);
        }
        return published.stream()
                .filter(profile -> profile.name().equals(asked.get()))
                .findFirst()
                .orElseThrow(() -> AcmeRefusedException.of(
                        AcmeProblemType.INVALID_PROFILE,
                        "There is no profile '" + Printable.text(asked.get(), SHOWN) + "' here"
                                + (published.isEmpty() ? "." : "; there are " + names(published) + ".")));
    }

    /** What cannot be kept is refused, not dropped: the signer would refuse it as well, later. */
    static RequestedDates dates(JsonNode payload, @Nullable PublishedProfile profile, Instant now) {
        RequestedDates dates = new RequestedDates(time(payload, "notBefore"), time(payload, "notAfter"));
        if (dates.isNone()) {
            return dates;
        }
        Long most = profile == null ? null : profile.maximumValiditySeconds();
        if (profile == null || most == null) {
            throw malformed("The profile says how long a certificate lives: order without 'notBefore' and 'notAfter'.");
        }
        Result<RequestedDates> checked =
                dates.check(now, Duration.ofSeconds(profile.validitySeconds()), Duration.ofSeconds(most));
        if (checked instanceof Result.Refused<RequestedDates> refused) {
            throw malformed(refused.problem().detail());
        }
        return dates;
    }

    private static @Nullable Instant time(JsonNode payload, String name) {
        Optional<String> text = JsonText.text(payload, name);
        try {
            return text.map(time -> OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.SECONDS))
                    .orElse(null);
        } catch (DateTimeException e) {
            throw malformed("'" + name + "' is a time as RFC 3339 has it, such as 2026-11-22T12:00:00Z.");
        }
    }

    private static String names(List<PublishedProfile> published) {
        return published.stream().map(PublishedProfile::name).collect(Collectors.joining(", "));
    }

    private static AcmeRefusedException malformed(String detail) {
        return AcmeRefusedException.of(AcmeProblemType.MALFORMED, detail);
    }
}
