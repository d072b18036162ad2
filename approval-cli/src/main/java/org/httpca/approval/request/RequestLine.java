package org.httpca.approval.request;

import java.time.Duration;
import org.httpca.approval.terminal.Style;
import org.httpca.approval.terminal.Times;
import org.httpca.approval.terminal.VisibleText;
import org.httpca.message.RequestCertificate;

/** A waiting request on one line: short id, age, approvals, profile, names, requester. */
public final class RequestLine {
    private static final int MAX_NAMES = 3;
    private static final int MAX_REQUESTER = 60;

    private RequestLine() {}

    /** Everything in it is visible text. */
    public static String of(WaitingRequest waiting, Duration age, Style style) {
        ExaminedRequest request = ExaminedRequest.glance(waiting.request());
        StoredRequest row = waiting.request();
        RequestCertificate command = request.command();
        StringBuilder line = new StringBuilder();
        line.append(row.shortId());
        line.append(String.format("  %-8s", Times.span(age)));
        line.append(' ').append(row.approvalsGiven()).append('/').append(row.approvalsRequired());
        if (command != null) {
            line.append(String.format("  %-8s", VisibleText.of(command.profile())));
            line.append("  ").append(style.strong(names(request)));
            line.append("  ").append(cut(Predecessor.requester(command)));
        }
        Claim claim = waiting.claim();
        if (claim != null) {
            line.append("  claimed by ").append(VisibleText.of(claim.words()));
        }
        if (!request.cautions().isEmpty()) {
            line.append("  ").append(style.caution("LOOK TWICE"));
        }
        if (!request.alarms().isEmpty()) {
            line.append("  ").append(style.alarm("ALTERED"));
        }
        return line.toString();
    }

    /** Are all of its names on the line? */
    static boolean showsAllNames(ExaminedRequest request) {
        return request.names().size() <= MAX_NAMES;
    }

    private static String names(ExaminedRequest request) {
        int count = request.names().size();
        String shown = VisibleText.of(String.join(", ", request.names().subList(0, Math.min(count, MAX_NAMES))));
        return count == 0 ? "(no names)" : count > MAX_NAMES ? shown + " +" + (count - MAX_NAMES) : shown;
    }

    private static String cut(String requester) {
        int length = requester.codePointCount(0, requester.length());
        return length <= MAX_REQUESTER
                ? VisibleText.of(requester)
                : VisibleText.of(requester.substring(0, requester.offsetByCodePoints(0, MAX_REQUESTER))) + "…";
    }
}
