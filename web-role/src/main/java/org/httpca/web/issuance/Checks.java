package org.httpca.web.issuance;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.httpca.log.Correlation;
import org.httpca.message.PublishedProfile;
import org.httpca.message.Requester;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.NameKind;
import org.httpca.pki.Octets;
import org.httpca.pki.RequestedDates;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.issuer.Issuers;
import org.httpca.web.profile.Profiles;
import org.jspecify.annotations.Nullable;

/** The first hop: everything that can be known about a submission without the signer. What is allowed, the signer decides. */
final class Checks {
    private static final int MAX_CSR_OCTETS = 64 * 1024;
    /** Base64 makes a third more of it, and line breaks and labels a little. */
    private static final int MAX_PEM_OCTETS = 96 * 1024;

    private static final int MAX_NOTE = 2000;
    private static final int MAX_NAME = 200;
    private static final int MAX_EMAIL = 254; // RFC 5321, section 4.5.3.1.3, without the angle brackets
    private static final byte DER_SEQUENCE = 0x30;
    private static final String FIRST_PROFILE = "server";
    private static final Pattern PROFILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private final Profiles profiles;
    private final Issuers issuers;
    private final Supplier<UUID> ids;
    private final Clock clock;

    Checks(Profiles profiles, Issuers issuers, Supplier<UUID> ids, Clock clock) {
        this.profiles = profiles;
        this.issuers = issuers;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whose names a certificate gets; refused where it gets none. */
    @FunctionalInterface
    interface Naming {
        Result<List<Identifier>> names(CertificationRequest csr);
    }

    Result<Draft> check(Submission submission) {
        return check(submission, Checks::own);
    }

    /** The cheap checks first: verifying the CSR's signature is by far the dearest step. */
    Result<Draft> check(Submission submission, Naming naming) {
        return profile(submission.profile())
                .flatMap(profile -> FreeText.lines("note", submission.note(), MAX_NOTE)
                        .flatMap(note -> requester(submission.requester())
                                .flatMap(who -> csr(submission.csr())
                                        .flatMap(this::ofNoIssuer)
                                        .flatMap(csr -> naming.names(csr)
                                                .flatMap(names -> allowed(names, profile))
                                                .map(names -> draft(
                                                        submission,
                                                        csr,
                                                        names,
                                                        profile,
                                                        who.value(),
                                                        orNull(note)))))));
    }

    private Draft draft(
            Submission submission,
            CertificationRequest csr,
            List<Identifier> names,
            Profile profile,
            @Nullable Requester requester,
            @Nullable String note) {
        String given = submission.correlationId();
        UUID id = ids.get();
        return new Draft(
                id,
                submission.door(),
                submission.principal(),
                submission.source(),
                csr,
                names,
                profile.name,
                profile.hash,
                requester,
                note,
                Correlation.wellFormed(given)
                        .or(() -> Optional.ofNullable(Correlation.current()))
                        .orElse(id.toString()),
                ContentDigest.of(csr, submission.profile(), requester, note),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                List.of(),
                RequestedDates.NONE);
    }

    private static Result<CertificationRequest> csr(Octets submitted) {
        byte[] bytes = submitted.toArray();
        if (bytes.length > 0 && bytes[0] == DER_SEQUENCE) {
            return bytes.length > MAX_CSR_OCTETS ? tooLarge() : CertificationRequest.readDer(bytes);
        }
        if (bytes.length > MAX_PEM_OCTETS) {
            return tooLarge();
        }
        return CertificationRequest.readPem(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** The signer refuses this as well, and knows more keys of its own: here it is said at once. */
    private Result<CertificationRequest> ofNoIssuer(CertificationRequest csr) {
        return issuers.all().stream()
                .filter(issuer -> issuer.keySha256().equals(csr.key().sha256()))
                .findFirst()
                .map(issuer -> Result.<CertificationRequest>refused(
                        ProblemType.BAD_PUBLIC_KEY,
                        "This is the key of the CA '" + issuer.name()
                                + "', which is for nothing else. Make a new key."))
                .orElseGet(() -> Result.passed(csr));
    }

    private static Result<List<Identifier>> own(CertificationRequest csr) {
        return csr.identifiers().isEmpty()
                ? Result.refused(
                        ProblemType.BAD_CSR,
                        "The request has no name: no subjectAltName, and a common name that is no DNS name. Put DNS names or"
                                + " IP addresses into the CSR's subjectAltName.")
                : Result.passed(csr.identifiers());
    }

    private static Result<List<Identifier>> allowed(List<Identifier> names, Profile profile) {
        Problem problem = profile.names.isEmpty() ? null : NameKind.refusal(profile.name, profile.names, names);
        return problem == null ? Result.passed(names) : Result.refused(problem);
    }

    private static Result<CertificationRequest> tooLarge() {
        return Result.refused(ProblemType.REQUEST_TOO_LARGE, "A certification request may have 64 KiB at most.");
    }

    private static Result<Maybe> requester(@Nullable Requester requester) {
        if (requester == null) {
            return Result.passed(new Maybe(null));
        }
        return FreeText.line("requester's name", requester.name(), MAX_NAME)
                .flatMap(name -> FreeText.line("requester's e-mail address", requester.email(), MAX_EMAIL)
                        .flatMap(email -> requester(name, email)));
    }

    private static Result<Maybe> requester(String name, String email) {
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            return Result.refused(ProblemType.MALFORMED, "The requester's e-mail address does not look like one.");
        }
        boolean nobody = name.isEmpty() && email.isEmpty();
        return Result.passed(new Maybe(nobody ? null : new Requester(orNull(name), orNull(email))));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Before the signer has published its profiles, any name may pass: the signer knows. */
    private Result<Profile> profile(@Nullable String asked) {
        String name = asked == null || asked.isBlank() ? null : asked.strip();
        List<PublishedProfile> known = profiles.all();
        if (name != null && !PROFILE_NAME.matcher(name).matches()) {
            return unknown("There is no profile of that name.", known);
        }
        if (known.isEmpty()) {
            return Result.passed(new Profile(name == null ? FIRST_PROFILE : name, null, List.of()));
        }
        return known.stream()
                .filter(profile ->
                        name == null ? profile.isDefault() : profile.name().equals(name))
                .findFirst()
                .map(profile -> Result.passed(new Profile(profile.name(), profile.hash(), profile.names())))
                .orElseGet(() -> unknown(
                        name == null ? "Name a profile: none is the default." : "There is no profile '" + name + "'.",
                        known));
    }

    private static Result<Profile> unknown(String what, List<PublishedProfile> known) {
        String names = known.stream().map(PublishedProfile::name).collect(Collectors.joining(", "));
        return Result.refused(ProblemType.UNKNOWN_PROFILE, known.isEmpty() ? what : what + " Profiles: " + names + ".");
    }

    /** @param names the kinds of name that it allows, as far as this is known */
    private record Profile(String name, @Nullable String hash, List<String> names) {}

    /** A requester, or none. */
    private record Maybe(@Nullable Requester value) {}
}
