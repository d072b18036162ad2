package org.httpca.approval;

import java.util.List;
import java.util.concurrent.Callable;
import org.httpca.approval.audit.AuditLog;
import org.httpca.approval.audit.AuditReport;
import org.httpca.approval.audit.ChainReport;
import org.httpca.approval.audit.CheckpointReport;
import org.httpca.approval.audit.ComparisonReport;
import org.httpca.approval.audit.SeenCheckpoints;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.log.SignersDatabase;
import org.httpca.approval.terminal.JsonOutput;
import org.httpca.approval.terminal.VisibleText;
import org.httpca.envelope.MessagingTrust;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit verify}: every chain, every checkpoint, every revocation; exit code 1 if anything does not hold. */
@Command(
        name = "verify",
        description =
                "Checks every chain of the audit log, the signed checkpoints and the log of certificates, and whether revocations and"
                        + " blocked keys are still as the log has them.")
final class AuditVerifyCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "a JSON object")
    private boolean json;

    @Option(
            names = "--seen",
            paramLabel = "URL|FILE",
            description = "also against what the web side has seen: the address of a web role, or a saved answer of its"
                    + " /api/v1/audit/checkpoints")
    private @Nullable String seen;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "with --seen, the newest N checkpoints (default: 1000); 0 for all")
    private int most = 1_000;

    AuditVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        MessagingTrust trust = Session.trust(session.settings().messagingCa(), " (setting messaging-ca).");
        SeenCheckpoints others = seen == null ? null : SeenCheckpoints.read(seen, most < 1 ? Integer.MAX_VALUE : most);
        try (SignerDatabase database = session.open()) {
            AuditReport report =
                    new AuditLog(database).verify(trust, session.settings().installation(), others, session.clock());
            if (json) {
                JsonOutput.object(session.out(), report.toMap());
            } else {
                print(report);
            }
            return (report.holds() ? ExitCode.DONE : ExitCode.ERROR).number();
        }
    }

    private void print(AuditReport report) {
        for (ChainReport chain : report.chains()) {
            String name = VisibleText.of(chain.last().chain());
            session.out().println(name + ": " + chain.entries() + " entries, " + verdict(chain.firstBreak()));
            session.out()
                    .println("  entry " + chain.last().sequence() + " has hash "
                            + chain.last().hash().hex());
        }
        CheckpointReport signed = report.checkpoints();
        session.out().println("Signed checkpoints: " + signed.checkpoints() + ", " + verdict(signed.firstBreak()));
        CheckpointReport travelled = report.seen();
        if (travelled != null) {
            session.out()
                    .println("Checkpoints that the web side has seen: " + travelled.checkpoints() + ", "
                            + verdict(travelled.firstBreak()));
        }
        session.out()
                .println("Log of certificates: " + report.log().checkpoints() + ", "
                        + verdict(report.log().firstBreak()));
        SignersDatabase.Report certificates = report.certificates();
        if (certificates != null) {
            certificates.table().forEach(line -> session.out().println(VisibleText.of(line)));
        }
        print("Revocations", report.revocations());
        print("Blocked keys", report.blockedKeys());
        if (report.chains().isEmpty()) {
            session.out().println("The audit log is empty.");
        }
        if (!report.isLogWhole()) {
            session.complain("The audit log is broken: keep a copy of the database"
                    + (report.seen() == null
                            ? ", and compare the checkpoints that the web side has seen (--seen URL)."
                            : " and of what the web side has seen."));
        } else if (!report.holds()) {
            session.complain(
                    "The audit log holds, and the signer's database does not say what it says: somebody writes to it."
                            + " Keep a copy, and order anew what revocations are missing ('approval revoke').");
        }
    }

    private void print(String what, ComparisonReport report) {
        List<String> lines = report.lines();
        session.out()
                .println(what + ": " + report.compared() + ", "
                        + verdict(lines.isEmpty() ? null : report.different() + " not as the log has them"));
        lines.forEach(line -> session.out().println("  " + VisibleText.of(line)));
    }

    private String verdict(@Nullable String firstBreak) {
        return firstBreak == null ? "OK" : session.style().alarm("BROKEN: " + VisibleText.of(firstBreak));
    }
}
