package org.httpca.approval.request;

import java.io.PrintStream;
import java.time.Duration;
import org.httpca.approval.terminal.Style;

/** A request before several are decided at once: its line, all of its names, and whatever is to be looked at twice. */
public final class RequestPreview {
    private final PrintStream out;
    private final Style style;

    public RequestPreview(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** Prints it. */
    public void print(RequestView view) {
        ExaminedRequest request = view.request();
        Duration age = Duration.between(request.row().receivedAt(), view.now());
        out.println(RequestLine.of(new WaitingRequest(request.row(), view.claim()), age, style));
        Sheet sheet = new Sheet(out);
        if (!RequestLine.showsAllNames(request)) {
            sheet.field("Names", String.join(", ", request.names()), style::strong);
        }
        request.alarms().forEach(alarm -> sheet.field("ALTERED", alarm, style::alarm));
        request.cautions().forEach(caution -> sheet.field("Look", caution, style::caution));
        Predecessor last = view.predecessor();
        if (last != null) {
            last.differences().forEach(difference -> sheet.field("Differs", difference, style::caution));
        }
    }
}
