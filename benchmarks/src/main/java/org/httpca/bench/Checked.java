package org.httpca.bench;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.bench.Outcome.Kind;

/**
 * What came of a run, after every certificate was looked at. A certificate that does not hold is no certificate: whoever asked
 * for it has lost.
 *
 * @param outcomes in no particular order
 * @param duplicates certificates whose issuer had used their serial number before in this run
 */
record Checked(List<Outcome> outcomes, int duplicates) {

    private record Look(Outcome outcome, String serial) {}

    /** @param progress counts what was looked at */
    static Checked of(List<Outcome> outcomes, Trust trust, Date now, AtomicInteger progress) {
        List<Look> looks = outcomes.parallelStream()
                .map(outcome -> {
                    Look look = look(outcome, trust, now);
                    progress.incrementAndGet();
                    return look;
                })
                .toList();
        Set<String> serials = new HashSet<>();
        List<Outcome> all = new ArrayList<>();
        int duplicates = 0;
        for (Look look : looks) {
            all.add(look.outcome());
            if (!look.serial().isEmpty() && !serials.add(look.serial())) {
                duplicates++;
            }
        }
        return new Checked(List.copyOf(all), duplicates);
    }

    int count(Kind kind) {
        return (int) outcomes.stream().filter(outcome -> outcome.kind() == kind).count();
    }

    /** Nothing lost, nothing twice, nothing refused. */
    boolean isClean() {
        return duplicates == 0 && count(Kind.ISSUED) == outcomes.size();
    }

    private static Look look(Outcome outcome, Trust trust, Date now) {
        if (outcome.kind() != Kind.ISSUED) {
            return new Look(outcome, "");
        }
        try {
            X509Certificate certificate = trust.check(outcome.fullchain(), outcome.applicant(), now);
            // Serial numbers are unique per issuer (RFC 5280, section 4.1.2.2).
            return new Look(
                    outcome,
                    certificate.getSerialNumber().toString(16) + " of "
                            + certificate.getIssuerX500Principal().getName());
        } catch (GeneralSecurityException e) {
            return new Look(outcome.lost(String.valueOf(e.getMessage())), "");
        }
    }
}
