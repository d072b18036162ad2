package org.httpca.web.page;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.httpca.web.search.Found;
import org.httpca.web.search.Requester;
import org.jspecify.annotations.Nullable;

/**
 * A certificate that was found, as the list shows it.
 *
 * @param heading its first name, or its subject, or its serial number
 * @param more how many further names it has
 * @param serial shortened where it is long: its page has the whole
 * @param who asked for it; null where nobody said
 */
record FoundLine(
        String path,
        String heading,
        int more,
        String serial,
        String issuer,
        String status,
        Moment until,
        @Nullable String who) {
    private static final int SHOWN = 16;

    static FoundLine of(Found found) {
        List<String> names = found.names();
        String heading = Stream.of(names.isEmpty() ? "" : names.get(0), found.subject())
                .flatMap(text -> Stream.ofNullable(Shown.line(text)))
                .findFirst()
                .orElse(found.serial());
        String serial = found.serial();
        return new FoundLine(
                found.path(),
                heading,
                Math.max(0, names.size() - 1),
                serial.length() > SHOWN ? serial.substring(0, SHOWN) + "…" : serial,
                found.issuer(),
                found.status().word(),
                new Moment(found.notAfter()),
                who(found.requester()));
    }

    private static @Nullable String who(Requester requester) {
        return Stream.of(requester.email(), requester.name(), requester.principal())
                .filter(Objects::nonNull)
                .flatMap(text -> Stream.ofNullable(Shown.line(text)))
                .findFirst()
                .orElse(null);
    }
}
