package org.httpca.approval;

import java.util.concurrent.Callable;
import org.httpca.approval.certificate.IssuedCertificate;
import org.httpca.approval.certificate.IssuedCertificates;
import org.httpca.approval.certificate.Revocation;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.terminal.JsonOutput;
import org.httpca.approval.terminal.Times;
import org.httpca.approval.terminal.VisibleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list-certificates}: what was issued, newest first, a line each: serial, issuer, end, names, and whether it is revoked. */
@Command(name = "list-certificates", description = "Lists what was issued, newest first, and what is revoked of it.")
final class ListCertificatesCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "a JSON array")
    private boolean json;

    ListCertificatesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (SignerDatabase database = session.open()) {
            IssuedCertificates certificates = new IssuedCertificates(database);
            if (json) {
                try (JsonOutput.Array array = JsonOutput.array(session.out())) {
                    certificates.each(certificate -> array.add(certificate.toMap()));
                }
            } else {
                certificates.each(certificate -> session.out().println(line(certificate)));
            }
        }
        return ExitCode.DONE.number();
    }

    private static String line(IssuedCertificate certificate) {
        Revocation revocation = certificate.revocation();
        String line = certificate.serial() + "  " + certificate.issuer() + "  until " + Times.at(certificate.notAfter())
                + "  " + certificate.named();
        // behind the text of others, which may be cut off
        return VisibleText.of(line) + (revocation == null ? "" : revocation.mark());
    }
}
