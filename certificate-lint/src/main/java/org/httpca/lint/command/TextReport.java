package org.httpca.lint.command;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.httpca.lint.Finding;
import org.httpca.lint.Severity;
import org.httpca.pki.Printable;

/** For people: what has findings, and one line that sums up. */
final class TextReport {
    private static final int LONGEST_NAME = 200;

    private TextReport() {}

    static void write(PrintStream out, List<Judged> judged, Inputs inputs) {
        for (Judged one : judged) {
            if (!one.findings().isEmpty()) {
                out.println(heading(one));
                one.findings().forEach(finding -> out.println(line(finding)));
            }
        }
        if (!judged.isEmpty()) {
            out.println(summary(judged, inputs));
        }
    }

    private static String heading(Judged one) {
        Found found = one.found();
        StringBuilder heading = new StringBuilder(Printable.text(found.file().toString(), 1000));
        heading.append(found.place() == 1 ? ": " : " (" + found.place() + "): ")
                .append(found.kind().word());
        String name = one.name();
        if (name != null) {
            heading.append(found.kind() == Found.Kind.CRL ? " of " : " ")
                    .append(name.isEmpty() ? "without a subject" : Printable.text(name, LONGEST_NAME));
        }
        if (one.serial() != null) {
            heading.append(", serial ").append(Printable.text(one.serial(), 64));
        }
        return heading.toString();
    }

    private static String line(Finding finding) {
        return String.format(
                "  %-8s %s: %s [%s]",
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.lint(),
                finding.message(),
                finding.citation());
    }

    private static String summary(List<Judged> judged, Inputs inputs) {
        long crls = judged.stream()
                .filter(one -> one.found().kind() == Found.Kind.CRL)
                .count();
        long certificates = judged.size() - crls;
        String what = certificates == 0
                ? counted(crls, "CRL")
                : counted(certificates, "certificate") + (crls == 0 ? "" : " and " + counted(crls, "CRL"));
        String found = Judged.worst(judged) == null
                ? "nothing found"
                : counted(Judged.count(judged, Severity.ERROR), "error") + ", "
                        + counted(Judged.count(judged, Severity.WARNING), "warning") + ", "
                        + counted(Judged.count(judged, Severity.NOTICE), "notice");
        String alone = judged.stream().allMatch(Judged::issuer)
                ? ""
                : " " + judged.stream().filter(one -> !one.issuer()).count() + " without the issuer's certificate.";
        String over =
                inputs.passedOver() == 0 ? "" : " " + counted(inputs.passedOver(), "other file") + " passed over.";
        return what + " in " + counted(inputs.files(), "file") + ": " + found + "." + alone + over;
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
