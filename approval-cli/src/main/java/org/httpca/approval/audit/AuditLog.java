package org.httpca.approval.audit;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.httpca.approval.database.Row;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.log.SignersDatabase;
import org.httpca.audit.AuditEntry;
import org.httpca.envelope.MessagingTrust;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/** The signer's audit log, to be checked. */
public final class AuditLog {
    private final SignerDatabase database;

    public AuditLog(SignerDatabase database) {
        this.database = database;
    }

    /**
     * Recomputes every hash of every chain, compares the chains with the signed checkpoints, the log of certificates with its signed heads
     * and with the table of certificates, and the tables of revocations and of blocked keys with the chains: all on one state of the
     * database and in bounded memory.
     *
     * @param seen the checkpoints that travelled to the web side; null to believe the database's own alone
     */
    public AuditReport verify(MessagingTrust trust, String installation, @Nullable SeenCheckpoints seen, Clock clock) {
        List<ChainReport> chains = new ArrayList<>();
        List<CheckpointReport> checkpoints = new ArrayList<>();
        List<SignersDatabase.Report> certificates = new ArrayList<>(1);
        List<CheckpointReport> logs = new ArrayList<>(1);
        List<ComparisonReport> comparisons = new ArrayList<>();
        database.snapshot(() -> {
            Chains walk = new Chains(chains);
            database.stream(
                    "select chain, sequence, at, event, request_id, detail, previous, hash from audit"
                            + " order by chain, sequence",
                    AuditLog::entry,
                    walk::step);
            walk.end();
            checkpoints.add(new CheckpointWalk(database, trust, installation).report());
            if (seen != null) {
                checkpoints.add(new CheckpointWalk(database, trust, installation).report(seen));
            }
            SignersDatabase published = new SignersDatabase(clock);
            logs.add(new LogWalk(database, trust, installation, published).report());
            if (logs.get(0).checkpoints() > 0) {
                certificates.add(published.compare(database));
            }
            comparisons.add(new RevocationWalk(database).report());
            comparisons.add(new BlockedKeyWalk(database).report());
        });
        return new AuditReport(
                chains,
                checkpoints.get(0),
                checkpoints.size() > 1 ? checkpoints.get(1) : null,
                logs.get(0),
                certificates.isEmpty() ? null : certificates.get(0),
                comparisons.get(0),
                comparisons.get(1));
    }

    /** Whether the row about a certificate, if it has one, is as the last entry about it says. The chains are not verified by this. */
    public boolean hasRevocationAsStored(String issuer, String serial) {
        return new RevocationWalk(database).agreesOn(issuer, serial);
    }

    private static AuditEntry entry(Row row) throws SQLException {
        return new AuditEntry(
                row.text("chain"),
                row.number("sequence"),
                row.instant("at"),
                row.text("event"),
                row.uuidOrNull("request_id"),
                row.text("detail"),
                Octets.of(row.bytes("previous")),
                Octets.of(row.bytes("hash")));
    }

    /** Entries of all chains, each chain in one piece. */
    private static final class Chains {
        private final List<ChainReport> reports;
        private final List<ChainWalk> current = new ArrayList<>(1);

        Chains(List<ChainReport> reports) {
            this.reports = reports;
        }

        void step(AuditEntry entry) {
            if (current.isEmpty() || !current.get(0).chain().equals(entry.chain())) {
                end();
                current.add(new ChainWalk(entry.chain()));
            }
            current.get(0).step(entry);
        }

        void end() {
            current.forEach(walk -> reports.add(walk.report()));
            current.clear();
        }
    }
}
