package org.httpca.web.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for: the ways along which, one after the other, and what else must hold of a certificate.
 *
 * @param mark tells this search from others
 * @param requester in lower case; "" for whoever
 */
record Query(List<Stage> stages, Predicate<Hit> filter, String requester, String mark, int limit) {

    Query {
        stages = List.copyOf(stages);
    }

    /** Whether a certificate is found at this place of this stage: a search finds each once. */
    boolean finds(int stage, Hit hit) {
        return filter.test(hit)
                && stages.get(stage).covers().test(hit)
                && stages.get(stage).here().test(hit)
                && stages.subList(0, stage).stream()
                        .noneMatch(before -> before.covers().test(hit));
    }

    /**
     * What was asked for, read; "" or null for what was not.
     *
     * @param commonName in lower case, of the subject
     * @param subject the whole of it, by RFC 4514
     */
    record Filters(
            String q,
            String name,
            String serial,
            String sha256,
            String spki,
            String commonName,
            @Nullable String subject,
            String issuer,
            String requester,
            @Nullable CertificateStatus status,
            @Nullable Instant expiresAfter,
            @Nullable Instant expiresBefore) {

        Query query(Instant now, int limit) {
            return new Query(stages(now), filter(), requester, Mark.of(this), limit);
        }

        /** Along what says most. */
        private List<Stage> stages(Instant now) {
            if (!serial.isEmpty()) {
                return List.of(Stage.of(Scan.ofSerial(serial), hit -> true));
            }
            if (!sha256.isEmpty()) {
                return List.of(Stage.of(Scan.ofSha256(sha256), hit -> true));
            }
            if (!spki.isEmpty()) {
                return List.of(Stage.of(Scan.ofSpki(spki), hit -> true));
            }
            if (!q.isEmpty()) {
                return ofWhatever();
            }
            if (!name.isEmpty()) {
                return ofNames(name);
            }
            if (!commonName.isEmpty()) {
                NameMatch match = subject == null ? NameMatch.BEGINNING : NameMatch.EXACT;
                return List.of(Stage.of(match, commonName));
            }
            if (!requester.isEmpty()) {
                return List.of(Stage.of(Scan.ofRequester(requester), hit -> true));
            }
            return List.of(Stage.of(ofTheRest(now), hit -> true));
        }

        private List<Stage> ofWhatever() {
            List<Stage> stages = new ArrayList<>();
            Spelling.serial(q)
                    .ifPresent(digits -> stages.add(Stage.of(
                            Scan.ofSerial(digits), hit -> hit.found().serial().equals(digits))));
            Spelling.sha256(q).ifPresent(digits -> {
                stages.add(Stage.of(
                        Scan.ofSha256(digits), hit -> hit.found().sha256().equals(digits)));
                stages.add(Stage.of(
                        Scan.ofSpki(digits), hit -> hit.found().spkiSha256().equals(digits)));
            });
            stages.addAll(ofNames(Spelling.name(q)));
            return stages;
        }

        private static List<Stage> ofNames(String name) {
            return List.of(
                    Stage.of(NameMatch.EXACT, name),
                    Stage.of(NameMatch.BELOW, name),
                    Stage.of(NameMatch.BEGINNING, name));
        }

        private Scan ofTheRest(Instant now) {
            if (status == CertificateStatus.REVOKED) {
                return Scan.revoked();
            }
            if (status == CertificateStatus.ON_HOLD) {
                return Scan.onHold();
            }
            long from = expiresAfter == null ? Ends.FIRST : Ends.micros(expiresAfter);
            long before = expiresBefore == null ? Ends.LAST : Ends.micros(expiresBefore);
            if (status == CertificateStatus.EXPIRED) {
                return Scan.endingLast(from, Math.min(before, Ends.micros(now)));
            }
            if (status == CertificateStatus.VALID) {
                return Scan.endingFirst(Math.max(from, Ends.micros(now)), before);
            }
            if (expiresAfter != null || expiresBefore != null) {
                return Scan.endingFirst(from, before);
            }
            return issuer.isEmpty() ? Scan.newest() : Scan.ofIssuer(issuer);
        }

        private Predicate<Hit> filter() {
            List<Stage> whatever = q.isEmpty() ? List.of() : ofWhatever();
            return hit -> isIdentified(hit.found())
                    && (q.isEmpty()
                            || whatever.stream()
                                    .anyMatch(stage -> stage.covers().test(hit)))
                    && (name.isEmpty() || hit.isNamed(name))
                    && (commonName.isEmpty() || isSubject(hit.found().subject()))
                    && hit.requested()
                    && (status == null || hit.found().status() == status)
                    && (expiresAfter == null || !hit.found().notAfter().isBefore(expiresAfter))
                    && (expiresBefore == null || hit.found().notAfter().isBefore(expiresBefore))
                    && (issuer.isEmpty() || hit.found().issuer().equals(issuer));
        }

        private boolean isIdentified(Found found) {
            return (serial.isEmpty() || found.serial().equals(serial))
                    && (sha256.isEmpty() || found.sha256().equals(sha256))
                    && (spki.isEmpty() || found.spkiSha256().equals(spki));
        }

        private boolean isSubject(String text) {
            return subject == null
                    ? CommonNames.of(text).stream().anyMatch(each -> each.startsWith(commonName))
                    : text.toLowerCase(Locale.ROOT).equals(subject);
        }
    }
}
