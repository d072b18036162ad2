package org.httpca.approval.audit;

import java.util.ArrayList;
import java.util.List;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.audit.AuditCheckpoint;
import org.httpca.audit.AuditHead;
import org.httpca.envelope.MessagingTrust;
import org.httpca.log.TreeHead;
import org.httpca.pki.Octets;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/**
 * Compares the chains with what the checkpoints saw of them. A chain that was rewritten as a whole, or cut at its end, holds
 * in itself; only a signature made earlier tells.
 */
final class CheckpointWalk {
    private final SignerDatabase database;
    private final MessagingTrust trust;
    private final String installation;
    private long checkpoints;
    private @Nullable String firstBreak;

    CheckpointWalk(SignerDatabase database, MessagingTrust trust, String installation) {
        this.database = database;
        this.trust = trust;
        this.installation = installation;
    }

    private record Seen(AuditHead head, @Nullable Octets now) {}

    /** Of those that the database holds itself. */
    CheckpointReport report() {
        database.stream(
                "select instance, number, jws from audit_checkpoint order by instance, number",
                row -> new StoredCheckpoint(row.text("instance"), row.number("number"), row.text("jws")),
                this::step);
        return new CheckpointReport(checkpoints, firstBreak);
    }

    /** Of those that others have kept. That there are none is a finding. */
    CheckpointReport report(SeenCheckpoints seen) {
        seen.all().forEach(this::step);
        return new CheckpointReport(checkpoints, checkpoints == 0 ? "there are none" : firstBreak);
    }

    private void step(StoredCheckpoint stored) {
        checkpoints++;
        if (firstBreak == null) {
            String problem = problem(stored);
            if (problem != null) {
                firstBreak = "checkpoint " + stored.number() + " of " + stored.instance() + ": " + problem;
            }
        }
    }

    private @Nullable String problem(StoredCheckpoint stored) {
        Result<AuditCheckpoint> verified = AuditCheckpoint.verify(stored.jws(), trust, installation);
        if (verified instanceof Result.Refused<AuditCheckpoint> refused) {
            return "its signature does not hold: " + refused.problem().detail();
        }
        AuditCheckpoint checkpoint = verified.orElseThrow();
        if (!checkpoint.instance().equals(stored.instance()) || checkpoint.number() != stored.number()) {
            return "it is another one, number " + checkpoint.number() + " of " + checkpoint.instance();
        }
        for (Seen seen : seen(checkpoint.heads())) {
            String which =
                    "entry " + seen.head().sequence() + " of " + seen.head().chain();
            if (seen.now() == null) {
                return "it saw " + which + ", which is gone";
            }
            if (!seen.now().equals(seen.head().hash())) {
                return "it saw another hash in " + which;
            }
        }
        return null;
    }

    private List<Seen> seen(List<AuditHead> heads) {
        List<AuditHead> begun =
                heads.stream().filter(head -> head.sequence() > 0).toList();
        List<Seen> seen = new ArrayList<>(ofChains(begun));
        begun.stream()
                .filter(head -> head.chain().equals(TreeHead.CHAIN))
                .map(head -> new Seen(head, LogWalk.root(database, trust, installation, head.sequence())))
                .forEach(seen::add);
        return seen;
    }

    private List<Seen> ofChains(List<AuditHead> heads) {
        List<AuditHead> begun = heads.stream()
                .filter(head -> !head.chain().equals(TreeHead.CHAIN))
                .toList();
        return database.list(
                "select h.chain, h.sequence, h.saw, audit.hash from unnest(?, ?, ?) as h (chain, sequence, saw)"
                        + " left join audit on audit.chain = h.chain and audit.sequence = h.sequence",
                row -> {
                    byte[] now = row.bytesOrNull("hash");
                    AuditHead head =
                            new AuditHead(row.text("chain"), row.number("sequence"), Octets.ofHex(row.text("saw")));
                    return new Seen(head, now == null ? null : Octets.of(now));
                },
                begun.stream().map(AuditHead::chain).toArray(String[]::new),
                begun.stream().map(AuditHead::sequence).toArray(Long[]::new),
                begun.stream().map(head -> head.hash().hex()).toArray(String[]::new));
    }
}
