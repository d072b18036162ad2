package org.httpca.signer.accept;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.httpca.envelope.Verified;
import org.httpca.message.RevocationRefused;
import org.httpca.message.RevokeCertificate;
import org.httpca.problem.Result;
import org.httpca.signer.revocation.RevocationRates;
import org.httpca.signer.revocation.Revoking;
import org.httpca.signer.revocation.Revoking.Done;
import org.httpca.signer.revocation.Wish;

/** The web side's wishes to revoke, as many as there is room for in the hour. */
public final class AcceptRevocations {
    /** Rows are locked in this order by every signer; of one certificate the older wish first. */
    private static final Comparator<Verified<RevokeCertificate>> ORDER = Comparator.comparing(
                    (Verified<RevokeCertificate> m) -> m.value().issuer())
            .thenComparing(m -> m.value().serial())
            .thenComparing(m -> m.value().requestedAt());

    private final Revoking revoking;
    private final RevocationRates rates;

    public AcceptRevocations(Revoking revoking, RevocationRates rates) {
        this.revoking = revoking;
        this.rates = rates;
    }

    void accept(List<Verified<RevokeCertificate>> messages) {
        if (messages.isEmpty()) {
            return;
        }
        int room = rates.room();
        int done = 0;
        int left = 0;
        for (Verified<RevokeCertificate> message :
                messages.stream().sorted(ORDER).toList()) {
            if (done >= room) {
                left++;
                continue;
            }
            RevokeCertificate command = message.value();
            Result<Done> outcome = revoking.on(Wish.of(command), Accept.STAGE, by(message));
            if (outcome instanceof Result.Refused<Done> refused) {
                revoking.refused(new RevocationRefused(
                        command.revocationId(), command.issuer(), command.serial(), refused.problem()));
            } else if (outcome.orElseThrow().changed()) {
                done++;
            }
        }
        if (left > 0) {
            rates.exceeded(Accept.STAGE, left);
        }
        rates.add(done);
    }

    private static Map<String, String> by(Verified<RevokeCertificate> message) {
        Map<String, String> by = new TreeMap<>();
        by.put("sender", message.sender().instance());
        by.put("source", message.value().source());
        by.put("revocationId", message.value().revocationId().toString());
        if (message.value().principal() != null) {
            by.put("principal", message.value().principal());
        }
        return by;
    }
}
