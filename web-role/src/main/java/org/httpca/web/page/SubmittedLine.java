package org.httpca.web.page;

import java.util.List;
import java.util.stream.Stream;
import org.httpca.web.request.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * One of the requests that were submitted with a browser, as their list shows it.
 *
 * @param heading what it is for: its first name, or its subject; null where it has neither
 * @param more how many further names it has
 */
record SubmittedLine(String path, @Nullable String heading, int more, String status, Moment submittedAt) {

    static SubmittedLine of(RequestView view) {
        List<String> names = view.names();
        String heading = Stream.of(names.isEmpty() ? "" : names.get(0), view.subject())
                .flatMap(text -> Stream.ofNullable(Shown.line(text)))
                .findFirst()
                .orElse(null);
        return new SubmittedLine(
                "/requests/" + view.id(),
                heading,
                Math.max(0, names.size() - 1),
                view.status(),
                new Moment(view.submittedAt()));
    }
}
