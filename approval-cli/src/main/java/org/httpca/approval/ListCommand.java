package org.httpca.approval;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.request.RequestJson;
import org.httpca.approval.request.RequestLine;
import org.httpca.approval.request.Requests;
import org.httpca.approval.terminal.JsonOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code list}: what waits, oldest first, a line each. */
@Command(name = "list", description = "Lists what waits for approval, oldest first.")
final class ListCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "a JSON array")
    private boolean json;

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (SignerDatabase database = session.open()) {
            Requests requests = new Requests(database);
            if (json) {
                try (JsonOutput.Array array = JsonOutput.array(session.out())) {
                    requests.eachWaiting(waiting -> array.add(
                            RequestJson.summary(waiting, session.clock().instant())));
                }
            } else {
                print(requests);
            }
        }
        return ExitCode.DONE.number();
    }

    private void print(Requests requests) {
        PrintStream out = session.out();
        AtomicLong count = new AtomicLong();
        requests.eachWaiting(waiting -> {
            Duration age = Duration.between(
                    waiting.request().receivedAt(), session.clock().instant());
            out.println(RequestLine.of(waiting, age, session.style()));
            count.incrementAndGet();
        });
        out.println(
                switch ((int) Math.min(count.get(), 2)) {
                    case 0 -> "Nothing waits for approval.";
                    case 1 -> "1 request waits for approval.";
                    default -> count.get() + " requests wait for approval.";
                });
    }
}
