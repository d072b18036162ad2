package org.httpca.signer.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.forward.loop.LoopState;
import org.httpca.forward.parked.Parked;
import org.httpca.pki.Ending;
import org.httpca.signer.crl.CrlStore;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.Roots;

/** What an operator should look at, one sentence each. */
public final class Alarms {
    static final Duration ROOT_CRL = Duration.ofDays(30);
    static final Duration CA = Duration.ofDays(365);

    private final String instance;
    private final Issuers issuers;
    private final Roots roots;
    private final CrlStore states;
    private final Parked parked;
    private final List<Supplier<List<String>>> more;
    private final Clock clock;

    /**
     * @param instance whose
     * @param more what others find worth an alarm, a sentence each
     */
    public Alarms(
            String instance,
            Issuers issuers,
            Roots roots,
            CrlStore states,
            Parked parked,
            List<Supplier<List<String>>> more,
            Clock clock) {
        this.instance = instance;
        this.issuers = issuers;
        this.roots = roots;
        this.states = states;
        this.parked = parked;
        this.more = List.copyOf(more);
        this.clock = clock;
    }

    List<String> now(Collection<LoopState> stages) {
        Instant now = clock.instant();
        List<String> alarms = new ArrayList<>();
        more.forEach(others -> alarms.addAll(others.get()));
        for (Issuer issuer : issuers.all()) {
            ends(
                    alarms,
                    now,
                    issuer.certificate().getNotAfter().toInstant(),
                    CA,
                    "The certificate of issuer '" + issuer.name() + "'");
            for (CrlStore.Ending crl : states.endings(issuer.name())) {
                String what = crl.shard().isEmpty() ? "The CRL" : "The CRL '" + crl.shard() + "'";
                ends(alarms, now, crl.nextUpdate(), crl.ahead(), what + " of issuer '" + issuer.name() + "'");
            }
        }
        for (Roots.Root root : roots.all()) {
            ends(alarms, now, root.certificate().getNotAfter().toInstant(), CA, "The root '" + root.name() + "'");
            if (root.crl() != null && root.crl().getNextUpdate() != null) {
                ends(
                        alarms,
                        now,
                        root.crl().getNextUpdate().toInstant(),
                        ROOT_CRL,
                        "The CRL of the root '" + root.name() + "'");
            }
        }
        long count = parked.count();
        if (count > 0) {
            alarms.add(count + " messages are parked in the signer's database; its log says why.");
        }
        for (LoopState stage : stages) {
            if (stage.lastError() != null) {
                // the error itself may tell of the inside: it stays in the log
                alarms.add("The stage '" + stage.name() + "' of " + instance + " fails; its log says why.");
            }
        }
        return alarms;
    }

    private static void ends(List<String> alarms, Instant now, Instant end, Duration ahead, String what) {
        new Ending(what, end, "").alarm(now, ahead).ifPresent(alarms::add);
    }
}
