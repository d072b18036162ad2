package org.httpca.approval;

import java.util.concurrent.Callable;
import org.httpca.approval.certificate.IssuedCertificate;
import org.httpca.approval.certificate.IssuedCertificates;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.terminal.JsonOutput;
import org.httpca.approval.terminal.Times;
import org.httpca.approval.terminal.VisibleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list-certificates}: what was issued, newest first, a line each: serial, issuer, end, names. */
@Command(name = "list-certificates", description = "Lists what was issued, newest first.")
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
        String names = certificate.identifiers().isEmpty()
                ? String.valueOf(certificate.subject())
                : String.join(", ", certificate.identifiers());
        return VisibleText.of(certificate.serial() + "  " + certificate.issuer() + "  until "
                + Times.at(certificate.notAfter()) + "  " + names);
    }
}
