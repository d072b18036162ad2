package org.httpca.approval;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.request.Filter;
import org.httpca.approval.request.RequestJson;
import org.httpca.approval.request.RequestLine;
import org.httpca.approval.request.Requests;
import org.httpca.approval.request.WaitingRequest;
import org.httpca.approval.terminal.JsonOutput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code list}: what waits, oldest first, a line each. */
@Command(name = "list", description = "Lists what waits for approval, oldest first.", sortOptions = false)
final class ListCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Mixin
    private final LimitOption limit = new LimitOption();

    @Option(names = "--json", description = "a JSON array")
    private boolean json;

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (SignerDatabase database = session.open()) {
            Reading reading = new Reading(
                    filters.filter(), limit.number(), session.clock().instant());
            Requests requests = new Requests(database);
            if (json) {
                try (JsonOutput.Array array = JsonOutput.array(session.out())) {
                    reading.read(requests, waiting -> array.add(RequestJson.summary(waiting, reading.now)));
                }
            } else {
                print(requests, reading);
            }
        }
        return ExitCode.DONE.number();
    }

    private void print(Requests requests, Reading reading) {
        PrintStream out = session.out();
        reading.read(requests, waiting -> {
            Duration age = Duration.between(waiting.request().receivedAt(), reading.now);
            out.println(RequestLine.of(waiting, age, session.style()));
        });
        boolean asks = reading.filter.asks();
        if (reading.more) {
            out.println(
                    "More " + (asks ? "fit" : "wait for approval") + ": these are the oldest " + reading.count + ".");
        } else if (reading.count == 0) {
            out.println(asks ? "No waiting request fits." : "Nothing waits for approval.");
        } else if (reading.count == 1) {
            out.println(asks ? "1 waiting request fits." : "1 request waits for approval.");
        } else {
            out.println(reading.count + (asks ? " waiting requests fit." : " requests wait for approval."));
        }
    }

    /** Reads what is meant, up to the limit, and knows afterwards whether there was more. */
    private static final class Reading {
        private final Filter filter;
        private final @Nullable Integer limit;
        private final Instant now;
        private long count;
        private boolean more;

        Reading(Filter filter, @Nullable Integer limit, Instant now) {
            this.filter = filter;
            this.limit = limit;
            this.now = now;
        }

        void read(Requests requests, Consumer<WaitingRequest> consumer) {
            requests.eachWaiting(waiting -> {
                if (filter.fits(waiting, now)) {
                    more = limit != null && count == limit;
                    if (!more) {
                        consumer.accept(waiting);
                        count++;
                    }
                }
                return !more;
            });
        }
    }
}
