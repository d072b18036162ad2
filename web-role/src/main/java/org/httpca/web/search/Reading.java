package org.httpca.web.search;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.httpca.pki.DistinguishedNames;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/** Reads what was typed. What cannot be what it should be is refused, with what to write instead. */
final class Reading {
    private static final String SHA256 = "is a SHA-256: 64 hexadecimal digits, with or without colons.";
    private static final String TIME = "is a day such as 2027-01-31, or a time such as 2027-01-31T12:00:00Z.";

    private Reading() {}

    static Result<Query> query(Words words, int most, int usual, Instant now) {
        Optional<Integer> limit = words.limit().isEmpty() ? Optional.of(usual) : number(words.limit());
        if (limit.isEmpty() || limit.get() < 1 || limit.get() > most) {
            return refused("limit", "is 1 to " + most + ".");
        }
        Result<Query.Filters> filters = filters(words);
        return filters.map(read -> read.query(now, limit.get()));
    }

    private static Result<Query.Filters> filters(Words words) {
        Optional<String> serial = optional(words.serial(), Spelling.serial(words.serial()));
        if (serial.isEmpty()) {
            return refused("serial", "has 1 to 40 hexadecimal digits, with or without colons.");
        }
        Optional<String> sha256 = optional(words.sha256(), Spelling.sha256(words.sha256()));
        if (sha256.isEmpty()) {
            return refused("sha256", SHA256);
        }
        Optional<String> spki = optional(words.spki(), Spelling.sha256(words.spki()));
        if (spki.isEmpty()) {
            return refused("spki", SHA256);
        }
        Optional<CertificateStatus> status = CertificateStatus.ofWord(words.status());
        if (status.isEmpty() && !words.status().isEmpty()) {
            return refused("status", "is one of " + CertificateStatus.words() + ".");
        }
        Optional<Instant> after = Spelling.moment(words.expiresAfter());
        if (after.isEmpty() && !words.expiresAfter().isEmpty()) {
            return refused("expiresAfter", TIME);
        }
        Optional<Instant> before = Spelling.moment(words.expiresBefore());
        if (before.isEmpty() && !words.expiresBefore().isEmpty()) {
            return refused("expiresBefore", TIME);
        }
        return subject(words.subject())
                .map(subject -> new Query.Filters(
                        words.q(),
                        Spelling.name(words.name()),
                        serial.get(),
                        sha256.get(),
                        spki.get(),
                        subject.commonName(),
                        subject.whole(),
                        words.issuer(),
                        words.requester().toLowerCase(Locale.ROOT),
                        status.orElse(null),
                        after.orElse(null),
                        before.orElse(null)));
    }

    /** @param whole in lower case; null where the beginning of a common name was given */
    private record Subject(String commonName, @Nullable String whole) {}

    /** A distinguished name has an equals sign; the beginning of a common name needs none. */
    private static Result<Subject> subject(String text) {
        if (text.indexOf('=') < 0) {
            return Result.passed(new Subject(text.toLowerCase(Locale.ROOT), null));
        }
        Optional<X500Name> name = CommonNames.read(text);
        List<String> commonNames = name.map(CommonNames::of).orElse(List.of());
        if (commonNames.isEmpty() || commonNames.get(0).isEmpty()) {
            return refused(
                    "subject",
                    "is the beginning of a common name, or a whole distinguished name that has one, such as CN=www.example.org,O=Example.");
        }
        return Result.passed(new Subject(
                commonNames.get(0), DistinguishedNames.text(name.get()).toLowerCase(Locale.ROOT)));
    }

    private static Optional<String> optional(String text, Optional<String> read) {
        return text.isEmpty() ? Optional.of("") : read;
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,6}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    static <T> Result<T> refused(String parameter, String what) {
        return Result.refused(ProblemType.MALFORMED, "The parameter '" + parameter + "' " + what);
    }
}
