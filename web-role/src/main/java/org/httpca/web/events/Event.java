package org.httpca.web.events;

import java.nio.charset.StandardCharsets;

/**
 * What a stream carries. A client that reconnects says in {@code Last-Event-ID} which event was its last.
 *
 * @param id without line breaks
 * @param data one line
 */
public record Event(String id, String data) {
    /** The header in which a client that reconnects says what it heard last. */
    public static final String LAST_EVENT_ID = "Last-Event-ID";

    static final String CONTENT_TYPE = "text/event-stream;charset=UTF-8";
    /** A comment, which clients skip: it keeps proxies from closing what is silent, and shows who is gone. */
    static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    /** How long clients wait before they connect again. */
    static final byte[] RETRY = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

    public Event {
        if (id.chars().anyMatch(Event::endsLine) || data.chars().anyMatch(Event::endsLine)) {
            throw new IllegalArgumentException("An event's id and data are a line each.");
        }
    }

    byte[] octets() {
        return ("id: " + id + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private static boolean endsLine(int c) {
        return c == '\n' || c == '\r' || c == 0;
    }
}
