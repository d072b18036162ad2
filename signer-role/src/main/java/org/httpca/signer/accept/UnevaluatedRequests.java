package org.httpca.signer.accept;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.httpca.forward.loop.Wakes;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Octets;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.clearance.CommandMark;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.request.WaitingForProfile;
import org.httpca.signer.request.WaitingForProfile.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves commands to the signer that has their profile, and takes those up that are this one's. */
public final class UnevaluatedRequests {

    /** The channel that wakes whoever has the profile. */
    public static final String CHANNEL = "profiles";

    private static final Logger LOG = LoggerFactory.getLogger(UnevaluatedRequests.class);

    private final Agreement agreement;
    private final WaitingForProfile waiting;
    private final CommandMark mark;
    private final AuditLog audit;
    private final Wakes wakes;
    private final Clock clock;

    public UnevaluatedRequests(
            Agreement agreement,
            WaitingForProfile waiting,
            CommandMark mark,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        this.agreement = agreement;
        this.waiting = waiting;
        this.mark = mark;
        this.audit = audit;
        this.wakes = wakes;
        this.clock = clock;
    }

    /** Is the command another signer's? */
    boolean isOthers(ReceivedRequest each) {
        return agreement.isElsewhere(each.command().profile(), each.command().profileHash());
    }

    /** It waits for the signer that has its profile, or until none has. */
    void leave(String stage, ReceivedRequest each) {
        RequestCertificate command = each.command();
        Waiting row = new Waiting(
                each.id(),
                ReceivedRequest.storable(command.profile()),
                command.profileHash() == null ? null : ReceivedRequest.storable(command.profileHash()),
                each.sender(),
                each.json(),
                mark.of(each.sender(), each.json()));
        if (waiting.add(row, clock.instant())) {
            audit.record(
                    stage,
                    "request-waits-for-profile",
                    each.id(),
                    Map.of(
                            "sender", each.sender(),
                            "profile", row.profile(),
                            "profileHash", String.valueOf(row.profileHash())));
            LOG.info("Request {} waits for a signer that has its version of profile '{}'.", each.id(), row.profile());
            wakes.afterCommit(CHANNEL);
        }
    }

    /** Those that are nobody else's, out of the table, in the current transaction. */
    List<ReceivedRequest> take(String stage, int max) {
        return taken(stage, waiting.claim(max, agreement.look()));
    }

    /** Those that are withdrawn, whosever they are. @param proofs what each withdrawal names, by request */
    List<ReceivedRequest> takeWithdrawn(String stage, Map<UUID, Octets> proofs) {
        return taken(
                stage,
                waiting.lock(proofs.keySet()).stream()
                        .filter(row -> !mark.holds(row)
                                || Objects.equals(ReceivedRequest.of(row).proofSha256(), proofs.get(row.requestId())))
                        .toList());
    }

    private List<ReceivedRequest> taken(String stage, List<Waiting> rows) {
        List<ReceivedRequest> genuine = new ArrayList<>();
        for (Waiting row : rows) {
            if (mark.holds(row)) {
                genuine.add(ReceivedRequest.of(row));
            } else {
                // it is said again by the web side, if it was ever said
                LOG.warn("Command {} was altered in the database while it waited; it is dropped.", row.requestId());
                audit.record(stage, "waiting-command-found-altered", row.requestId(), Map.of("sender", row.sender()));
            }
        }
        if (!rows.isEmpty()) {
            waiting.remove(rows.stream().map(Waiting::requestId).toList());
        }
        return genuine;
    }
}
