package org.httpca.approval.request;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.httpca.approval.order.StoredOrder;
import org.httpca.approval.terminal.Style;
import org.httpca.approval.terminal.Times;
import org.httpca.message.RequestCertificate;
import org.httpca.message.RuleFinding;
import org.httpca.pki.CertificationRequest;

/** One request on one screen: everything that a careful person needs for a decision. */
public final class RequestScreen {
    private final PrintStream out;
    private final Style style;

    public RequestScreen(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** Prints a request. */
    public void print(RequestView view) {
        StoredRequest row = view.request().row();
        Sheet sheet = new Sheet(out);
        out.println(style.strong("Request " + row.id()) + ", " + Status.of(row.state(), row.outcome()));
        view.request().alarms().forEach(alarm -> sheet.field("ALTERED", alarm, style::alarm));
        RequestCertificate command = view.request().command();
        if (command != null) {
            asked(sheet, view.request(), command);
        }
        sheet.gap();
        if (command != null) {
            asker(sheet, command);
        }
        sheet.field("Received", Times.at(row.receivedAt()) + " (" + age(view, row.receivedAt()) + " ago)");
        if (command != null) {
            sheet.field("Note", command.note());
            sheet.field("Replaces", command.replaces());
        }
        sheet.gap();
        predecessor(sheet, view);
        sheet.gap();
        Findings.read(row.findings()).forEach(finding -> finding(sheet, finding));
        sheet.gap();
        sheet.field(
                "Approvals",
                row.approvalsGiven() + " of " + (row.approvalsRequired() == null ? "?" : row.approvalsRequired()));
        view.orders().forEach(order -> order(sheet, order));
        if (view.claim() != null) {
            sheet.field("Claimed by", view.claim().words(), style::caution);
        }
        sheet.field("Serial", row.serial());
        sheet.field("Problem", row.problem());
    }

    private void asked(Sheet sheet, ExaminedRequest request, RequestCertificate command) {
        sheet.field("Names", request.names().isEmpty() ? "none" : String.join(", ", request.names()), style::strong);
        CertificationRequest csr = request.csr();
        if (csr != null) {
            sheet.field("Subject", csr.subject().isEmpty() ? "none" : csr.subject());
            sheet.field("Key", csr.key().label() + ", CSR signed with " + csr.signatureAlgorithm());
            sheet.field("SPKI SHA-256", csr.key().sha256());
        }
        sheet.field("CSR SHA-256", request.csrFingerprint());
        request.cautions().forEach(caution -> sheet.field("Look", caution, style::caution));
        sheet.field("Profile", command.profile() + issuer(request.row()));
        sheet.field("Validity", validity(command));
    }

    private static void asker(Sheet sheet, RequestCertificate command) {
        sheet.field("Requester", Predecessor.requester(command));
        sheet.field("Source", command.source() + ", by the door '" + command.door() + "'");
    }

    private static String issuer(StoredRequest row) {
        return row.issuer() == null ? "" : ", issuer " + row.issuer();
    }

    private static String validity(RequestCertificate command) {
        if (!command.dates().isNone()) {
            return "from " + (command.notBefore() == null ? "its signing" : command.notBefore()) + " until "
                    + (command.notAfter() == null ? "the profile's own end" : command.notAfter()) + ", asked for";
        }
        Long seconds = command.validitySeconds();
        return seconds == null
                ? "the profile's own, no other was asked for"
                : Times.span(Duration.ofSeconds(seconds)) + " asked for";
    }

    private static String age(RequestView view, Instant since) {
        return Times.span(Duration.between(since, view.now()));
    }

    private void predecessor(Sheet sheet, RequestView view) {
        Predecessor last = view.predecessor();
        if (last == null) {
            sheet.field("Last", "no certificate yet for any of these names");
            return;
        }
        List<String> differences = last.differences();
        String which = last.certificate().serial() + ", issued "
                + Times.at(last.certificate().issuedAt()) + ", valid until "
                + Times.at(last.certificate().notAfter());
        if (differences.isEmpty()) {
            sheet.field("Last", which + ": same key, same names");
        } else {
            sheet.field("Last", which);
            differences.forEach(difference -> sheet.field("Differs", difference, style::caution));
        }
    }

    private void finding(Sheet sheet, RuleFinding finding) {
        String line = finding.verdict() + "  " + finding.rule() + ": " + finding.reason();
        if (finding.verdict().equals("pass")) {
            sheet.field("Policy", line);
        } else {
            sheet.field("Policy", line, style::caution);
        }
    }

    private static void order(Sheet sheet, StoredOrder order) {
        String became = order.verdict() == null ? "not yet counted" : order.verdict();
        sheet.field(
                "Order",
                order.administrator() + " " + order.deed() + " at " + Times.at(order.storedAt()) + ", " + became
                        + (order.reason() == null ? "" : ": " + order.reason()));
    }
}
