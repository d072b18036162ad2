package org.httpca.approval.request;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Requester;
import org.jspecify.annotations.Nullable;

/**
 * Which of the waiting requests are meant. Every text is literal; null asks nothing. What is compared is the command, which is
 * what an order signs for, and never the columns beside it.
 *
 * @param profile the profile's name
 * @param requester is in the requester's name or address, or in the principal; the case does not matter
 * @param name every name of the request is this one or, if it begins with a dot, ends with it
 * @param contains is in one of the names at least
 * @param source the client's address
 * @param olderThan received longer ago
 * @param newerThan received less long ago
 * @param claimed whether somebody has a claim on it
 */
public record Filter(
        @Nullable String profile,
        @Nullable String requester,
        @Nullable String name,
        @Nullable String contains,
        @Nullable String source,
        @Nullable Duration olderThan,
        @Nullable Duration newerThan,
        @Nullable Boolean claimed) {

    /** Does it ask anything at all? */
    public boolean asks() {
        return asksForContent() || olderThan != null || newerThan != null || claimed != null;
    }

    /** Is the request meant? One whose command cannot be read has no content that could be asked for. */
    public boolean fits(WaitingRequest waiting, Instant now) {
        Instant received = waiting.request().receivedAt();
        boolean outside = (olderThan == null || received.isBefore(now.minus(olderThan)))
                && (newerThan == null || received.isAfter(now.minus(newerThan)))
                && (claimed == null || claimed == (waiting.claim() != null));
        return outside
                && (!asksForContent()
                        || contentFits(ExaminedRequest.glance(waiting.request()).command()));
    }

    private boolean asksForContent() {
        return Stream.of(profile, requester, name, contains, source).anyMatch(text -> text != null);
    }

    private boolean contentFits(@Nullable RequestCertificate command) {
        if (command == null) {
            return false;
        }
        List<String> names = ExaminedRequest.names(command);
        return (profile == null || profile.equals(command.profile()))
                && (source == null || source.equals(command.source()))
                && (requester == null || asker(command).contains(lower(requester)))
                && (name == null || (!names.isEmpty() && names.stream().allMatch(one -> covers(lower(name), one))))
                && (contains == null || names.stream().anyMatch(one -> one.contains(lower(contains))));
    }

    private static boolean covers(String name, String one) {
        return name.startsWith(".") ? one.endsWith(name) : one.equals(name);
    }

    private static String asker(RequestCertificate command) {
        Requester requester = command.requester();
        return Stream.of(
                        requester == null ? null : requester.name(),
                        requester == null ? null : requester.email(),
                        command.principal())
                .map(text -> text == null ? "" : lower(text))
                .reduce("", (one, other) -> one + "\n" + other);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
