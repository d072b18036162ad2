package org.httpca.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.issuing.Issuing;
import org.httpca.approval.order.StoredOrders;
import org.httpca.approval.order.StoredOrders.Uncounted;
import org.httpca.approval.request.Requests;
import org.httpca.approval.request.StateCount;
import org.httpca.approval.request.Status;
import org.httpca.approval.terminal.JsonOutput;
import org.httpca.approval.terminal.Times;
import org.httpca.approval.terminal.VisibleText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status}: how many requests are in each state, since when, and whether the signer counts orders. */
@Command(name = "status", description = "Counts and ages by state.")
final class StatusCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--json", description = "a JSON object")
    private boolean json;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (SignerDatabase database = session.open()) {
            List<StateCount> counts = new Requests(database).counts();
            Issuing issuing = Issuing.read(database);
            Uncounted uncounted = new StoredOrders(database).uncounted();
            Instant now = session.clock().instant();
            if (json) {
                JsonOutput.object(session.out(), toMap(issuing, counts, uncounted, now));
            } else {
                print(issuing, counts, uncounted, now);
            }
        }
        return ExitCode.DONE.number();
    }

    private void print(Issuing issuing, List<StateCount> counts, Uncounted uncounted, Instant now) {
        String stands = "Issuing: " + VisibleText.of(issuing.words());
        session.out().println(issuing.halted() ? session.style().alarm(stands) : stands);
        if (counts.isEmpty()) {
            session.out().println("There are no requests.");
        }
        for (StateCount count : counts) {
            String state = count.state() + (count.outcome() == null ? "" : ", " + count.outcome());
            session.out()
                    .println(String.format(
                            "%-36s %8d  oldest %s",
                            state, count.requests(), Times.span(Duration.between(count.oldest(), now))));
            if (count.altered() > 0) {
                session.out().println(session.style().alarm("  " + count.altered() + " of them were found ALTERED"));
            }
        }
        Instant oldest = uncounted.oldest();
        session.out()
                .println(String.format("%-36s %8d", "Orders that the signer has not counted", uncounted.orders())
                        + (oldest == null ? "" : "  oldest " + Times.span(Duration.between(oldest, now))));
    }

    private static Map<String, @Nullable Object> toMap(
            Issuing issuing, List<StateCount> counts, Uncounted uncounted, Instant now) {
        Map<String, @Nullable Object> orders = new LinkedHashMap<>();
        orders.put("uncounted", uncounted.orders());
        orders.put("oldestAgeSeconds", uncounted.oldest() == null ? null : age(uncounted.oldest(), now));
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("issuing", issuing.toMap());
        map.put("requests", counts.stream().map(count -> toMap(count, now)).toList());
        map.put("orders", orders);
        return map;
    }

    private static Map<String, @Nullable Object> toMap(StateCount count, Instant now) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("status", Status.of(count.state(), count.outcome()));
        map.put("state", count.state());
        map.put("outcome", count.outcome());
        map.put("count", count.requests());
        map.put("altered", count.altered());
        map.put("oldestAgeSeconds", age(count.oldest(), now));
        return map;
    }

    private static long age(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toSeconds());
    }
}
