package org.httpca.approval;

import java.util.concurrent.Callable;
import org.httpca.approval.certificate.CertificateSerials;
import org.httpca.approval.certificate.IssuedCertificates;
import org.httpca.approval.certificate.SeenCertificate;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.revocation.AlreadySo;
import org.httpca.approval.revocation.RevocationOrders;
import org.httpca.approval.revocation.Revoked;
import org.httpca.approval.revocation.Testimony;
import org.httpca.approval.terminal.JsonOutput;
import org.httpca.pki.RevocationReason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code revoke SERIAL --reason NAME}: asks the signer to revoke a certificate, to put it on hold or to release it. */
@Command(
        name = "revoke",
        description =
                "Revokes a certificate for good. 'certificateHold' puts it on hold, 'removeFromCRL' releases it again.",
        sortOptions = false)
final class RevokeCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            paramLabel = "SERIAL",
            description = "its serial number in hexadecimal, or ISSUER:SERIAL where several issuers have used it")
    private String serial = "";

    @Option(
            names = "--reason",
            paramLabel = "NAME",
            required = true,
            completionCandidates = ReasonNames.class,
            description = "why (RFC 5280, section 5.3.1): ${COMPLETION-CANDIDATES}")
    private String reason = "";

    @Option(names = "--comment", paramLabel = "TEXT", description = "one line for the audit log")
    private @Nullable String comment;

    @Option(names = "--json", description = "a JSON object")
    private boolean json;

    @Mixin
    private final WaitOption wait = new WaitOption();

    RevokeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        RevocationReason wanted = RevocationReason.ofLabel(reason)
                .filter(RevocationReason::isForSubscribers)
                .orElseThrow(() -> wait.wrong("--reason takes one of " + ReasonNames.joined()));
        String line = comment == null ? null : Reason.option("--comment", comment, wait::wrong);
        try (SignerDatabase database = session.open()) {
            SeenCertificate seen = new CertificateSerials(new IssuedCertificates(database)).find(serial);
            String already = AlreadySo.line(seen.certificate(), wanted);
            if (already != null) {
                if (new Testimony(database).bearsOut(seen.certificate())) {
                    throw new CommandFailed(ExitCode.TAKEN, already);
                }
                session.complain("The database says that " + already + " The audit log does not bear that out, so it is"
                        + " ordered all the same; 'audit verify' tells more.");
            }
            Revoked revoked = new RevocationOrders(database, session.key(), session.clock(), wait.patience())
                    .order(seen, wanted, line);
            if (json) {
                JsonOutput.object(session.out(), revoked.toMap());
            } else {
                revoked.lines(session.clock().instant()).forEach(session.out()::println);
            }
        }
        return ExitCode.DONE.number();
    }
}
