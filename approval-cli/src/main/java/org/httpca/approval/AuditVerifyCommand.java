package org.httpca.approval;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.Callable;
import org.httpca.approval.audit.AuditLog;
import org.httpca.approval.audit.AuditReport;
import org.httpca.approval.audit.ChainReport;
import org.httpca.approval.audit.CheckpointReport;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.terminal.JsonOutput;
import org.httpca.approval.terminal.VisibleText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code audit verify}: every chain, every checkpoint; exit code 1 if anything does not hold. */
@Command(name = "verify", description = "Checks every chain of the audit log and the signed checkpoints.")
final class AuditVerifyCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "a JSON object")
    private boolean json;

    AuditVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        X509Certificate messagingCa = certificate(session.settings().messagingCa());
        try (SignerDatabase database = session.open()) {
            AuditReport report = new AuditLog(database)
                    .verify(messagingCa, session.settings().installation());
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
        if (report.chains().isEmpty()) {
            session.out().println("The audit log is empty.");
        }
        if (!report.holds()) {
            session.complain(
                    "The audit log is broken: keep a copy of the database, and compare the checkpoints that the"
                            + " web side has seen.");
        }
    }

    private String verdict(@Nullable String firstBreak) {
        return firstBreak == null ? "OK" : session.style().alarm("BROKEN: " + VisibleText.of(firstBreak));
    }

    private static X509Certificate certificate(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw new CommandFailed(
                    ExitCode.ERROR,
                    "The messaging CA in " + pem + " cannot be read: check messaging-ca (" + e + ").",
                    e);
        }
    }
}
