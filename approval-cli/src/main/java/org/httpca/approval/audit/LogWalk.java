package org.httpca.approval.audit;

import java.sql.SQLException;
import org.httpca.approval.database.Row;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.log.SignersDatabase;
import org.httpca.envelope.MessagingTrust;
import org.httpca.log.Frontier;
import org.httpca.log.LogEntry;
import org.httpca.log.TreeHash;
import org.httpca.log.TreeHead;
import org.httpca.pki.Octets;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/** Hashes the log of certificates again, and holds it against the heads that signers have signed of it. */
final class LogWalk {
    private final SignerDatabase database;
    private final MessagingTrust trust;
    private final String installation;
    private final SignersDatabase published;
    private final Frontier tree = Frontier.empty();
    private @Nullable String firstBreak;

    /** @param published is given each entry */
    LogWalk(SignerDatabase database, MessagingTrust trust, String installation, SignersDatabase published) {
        this.database = database;
        this.trust = trust;
        this.installation = installation;
        this.published = published;
    }

    private record Entry(long index, String text, @Nullable String head) {
        static Entry read(Row row) throws SQLException {
            return new Entry(row.number("index"), row.text("entry"), row.textOrNull("head"));
        }
    }

    /** Counts entries. */
    CheckpointReport report() {
        database.streamWhile(
                "select e.index, e.entry, h.head from log_entry e left join log_head h on h.size = e.index + 1 order by e.index",
                Entry::read,
                this::step);
        Long counted = database.first("select size from log_state", row -> row.number("size"));
        if (firstBreak == null && (counted == null || counted != tree.size())) {
            firstBreak = "it has " + tree.size() + " entries, and the signer counts " + counted;
        }
        Long beyond = database.first("select max(size) as size from log_head", row -> row.number("size"));
        if (firstBreak == null && beyond != null && beyond > tree.size()) {
            firstBreak = "it has " + tree.size() + " entries, and a head was signed of " + beyond;
        }
        return new CheckpointReport(tree.size(), firstBreak);
    }

    private boolean step(Entry entry) {
        if (entry.index() != tree.size()) {
            firstBreak = "entry " + tree.size() + " is missing";
            return false;
        }
        tree.add(TreeHash.leaf(entry.text()));
        LogEntry.of(entry.text()).ifPresent(published::published);
        String head = entry.head();
        if (head != null) {
            firstBreak = problem(head);
        }
        return firstBreak == null;
    }

    private @Nullable String problem(String jws) {
        Result<TreeHead> verified = TreeHead.verify(jws, trust, installation);
        String which = "the head of " + tree.size() + " entries";
        if (verified instanceof Result.Refused<TreeHead> refused) {
            return which + " is not signed: " + refused.problem().detail();
        }
        TreeHead head = verified.orElseThrow();
        return head.size() == tree.size() && head.root().equals(tree.root())
                ? null
                : which + " was signed over other entries";
    }

    /** The root of the log when it had so many entries, as it was signed; null if no head of then is there. */
    static @Nullable Octets root(SignerDatabase database, MessagingTrust trust, String installation, long size) {
        String jws = database.first("select head from log_head where size = ?", row -> row.text("head"), size);
        return jws != null && TreeHead.verify(jws, trust, installation) instanceof Result.Passed<TreeHead> passed
                ? passed.value().root()
                : null;
    }
}
