package org.httpca.worker.notify;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.httpca.pki.Printable;

/** The words of a mail. What strangers chose, names above all, is made fit for a line. */
record MailText(String subject, String body) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_LINE = 400;
    private static final int MOST_NAMES = 20;

    /** @param notices those that first end first; at least one */
    static MailText of(List<Notice> notices) {
        Notice first = notices.get(0);
        String subject = notices.size() == 1
                ? "The certificate for " + Printable.text(title(first), LONGEST_NAME) + " ends on "
                        + day(first.notAfter())
                : notices.size() + " certificates end soon, the first on " + day(first.notAfter());
        StringBuilder body = new StringBuilder();
        body.append(
                notices.size() == 1
                        ? "This certificate ends soon, and no later one has taken its place:\n"
                        : "These certificates end soon, and no later ones have taken their places:\n");
        notices.forEach(notice -> append(notice, body));
        body.append(
                "\nRenew what is still needed. What is not needed needs nothing: it ends by itself.\nThis mail was sent by HttpCA, the"
                        + " certificate authority that issued what it names.\n");
        return new MailText(subject, body.toString());
    }

    private static void append(Notice notice, StringBuilder body) {
        List<String> names = notice.names();
        body.append('\n').append(Printable.text(title(notice), LONGEST_LINE)).append('\n');
        line(body, "ends", MINUTE.format(notice.notAfter()));
        line(body, "serial", notice.issuer() + ":" + notice.serial());
        if (!notice.subject().isEmpty()) {
            line(body, "subject", notice.subject());
        }
        if (names.size() > 1) {
            String more = names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "";
            line(body, "names", String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size()))) + more);
        }
        line(body, "SHA-256", notice.sha256());
        if (notice.profile() != null) {
            line(body, "profile", notice.profile());
        }
        if (notice.requestedBy() != null) {
            line(body, "requested by", notice.requestedBy());
        }
    }

    private static void line(StringBuilder body, String label, String text) {
        body.append("  ")
                .append(label)
                .append(": ")
                .append(Printable.text(text, LONGEST_LINE))
                .append('\n');
    }

    private static String title(Notice notice) {
        if (!notice.names().isEmpty()) {
            return notice.names().get(0);
        }
        return notice.subject().isEmpty() ? notice.issuer() + ":" + notice.serial() : notice.subject();
    }

    private static String day(Instant instant) {
        return DAY.format(instant);
    }
}
