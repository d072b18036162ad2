package org.httpca.approval;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.log.LogCheck;
import org.httpca.approval.log.LogFindings;
import org.httpca.approval.terminal.JsonOutput;
import org.httpca.approval.terminal.VisibleText;
import org.httpca.envelope.MessagingTrust;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code log verify}: the whole log, or what it has about some certificates; exit code 1 if anything does not hold. */
@Command(
        name = "verify",
        description =
                "Checks the published log of issued and revoked certificates from outside: all of it, or what it has about"
                        + " the given ones.")
final class LogVerifyCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "CERTIFICATE",
            arity = "0..*",
            description = "certificates, PEM or DER: each must be in the log")
    private List<Path> certificates = List.of();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the web role that publishes the log (default: ${DEFAULT-VALUE})")
    private String url = "http://localhost:8080";

    @Option(
            names = "--messaging-ca",
            paramLabel = "FILE",
            description =
                    "the messaging CA, PEM, under which signers sign the log's heads (default: as in the settings)")
    private @Nullable Path messagingCa;

    @Option(
            names = "--installation",
            paramLabel = "NAME",
            description = "the name that the signers' identities carry (default: as in the settings, or 'standalone')")
    private @Nullable String installation;

    @Option(
            names = "--remember",
            paramLabel = "FILE",
            description = "keep the head that was verified there; the next time, the log must have grown from it")
    private @Nullable Path remember;

    @Option(
            names = "--database",
            description = "also hold the signer's database against the log, as 'audit verify' does")
    private boolean database;

    @Option(names = "--json", description = "a JSON object")
    private boolean json;

    LogVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (database && !certificates.isEmpty()) {
            throw new CommandFailed(ExitCode.USAGE, "--database compares all certificates: name none.");
        }
        LogCheck check = new LogCheck(url, trust(), name(), remember, session.clock());
        LogFindings findings = certificates.isEmpty()
                ? check.whole(database ? session::open : null)
                : check.certificates(certificates);
        if (json) {
            JsonOutput.object(session.out(), findings.toMap());
        } else {
            findings.lines().forEach(line -> session.out().println(VisibleText.of(line)));
        }
        if (findings.holds()) {
            return ExitCode.DONE.number();
        }
        if (!json) {
            session.complain(findings.verdict());
        }
        return (findings.isOnlyMissing() ? ExitCode.NOT_FOUND : ExitCode.ERROR).number();
    }

    private MessagingTrust trust() {
        Path pem = messagingCa == null ? session.settings().messagingCa() : messagingCa;
        return Session.trust(
                pem, ". Whoever runs the CA has it as operator/messaging-ca.pem; --messaging-ca names it.");
    }

    private String name() {
        if (installation != null) {
            return installation;
        }
        return messagingCa == null ? session.settings().installation() : "standalone";
    }
}
