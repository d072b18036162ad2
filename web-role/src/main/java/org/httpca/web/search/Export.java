package org.httpca.web.search;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;

/** All that a search finds, as a file of comma-separated values. It is written page by page, and no more of it is held than one. */
public final class Export {
    /** What spreadsheets still open with ease. */
    static final int MOST = 100_000;

    static final Duration TIME = Duration.ofMinutes(2);
    private static final int PAGE = 1_000;

    private final Search search;
    private final Clock clock;
    private final int most;

    Export(Search search, Clock clock, int most) {
        this.search = search;
        this.clock = clock;
        this.most = most;
    }

    /** A search whose first page there is, so that whatever can be refused was: only this is written. */
    public final class Begun {
        private final Words words;
        private final Page first;

        private Begun(Words words, Page first) {
            this.words = words;
            this.first = first;
        }

        /** @param url of the installation, without a slash at its end */
        public void write(HttpServletResponse response, String url) throws IOException {
            response.setContentType("text/csv;charset=utf-8;header=present");
            response.setHeader("Content-Disposition", "attachment; filename=\"certificates.csv\"");
            response.setHeader("Cache-Control", "no-store");
            Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
            Instant end = clock.instant().plus(TIME);
            writer.write(Csv.header());
            Page page = first;
            int lines = write(page, url, writer);
            while (page.next() != null && lines < most && clock.instant().isBefore(end)) {
                Page next = page(page.next(), most - lines);
                if (next == null) {
                    break;
                }
                page = next;
                lines += write(page, url, writer);
            }
            if (page.next() != null) {
                writer.write(Csv.cut("Cut off after " + lines + " lines. Ask for the rest with page=" + page.next()));
            }
            writer.flush();
        }

        private @Nullable Page page(String next, int left) {
            return search.find(words.next(next).limit(Math.min(PAGE, left)), PAGE, PAGE)
                            instanceof Result.Passed<Page> passed
                    ? passed.value()
                    : null;
        }

        private int write(Page page, String url, Writer writer) throws IOException {
            for (Found found : page.certificates()) {
                writer.write(Csv.line(found, url));
            }
            return page.certificates().size();
        }
    }

    /** Refused as {@link Search#find}; and where a limit is given, since all of it is meant. */
    public Result<Begun> begin(Words words) {
        if (!words.limit().isEmpty()) {
            return Result.refused(ProblemType.MALFORMED, "Leave 'limit' out: a file has all that is found.");
        }
        return search.find(words.limit(Math.min(PAGE, most)), PAGE, PAGE).map(page -> new Begun(words, page));
    }
}
