package org.httpca.web.limit;

import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/** What a request costs whoever made it. Of some it is known only when they were read. */
public final class Costs {
    private static final String PURSE = Costs.class.getName() + ".purse";

    private Costs() {}

    /** From here the request was paid for. */
    static void remember(HttpServletRequest request, Budgets budgets, String client, long most) {
        request.setAttribute(PURSE, new Purse(budgets, client, most));
    }

    /**
     * Takes more from the budget that the request was paid from.
     *
     * @return how long to wait, where not so much was left: then nothing was taken
     */
    public static Optional<Duration> more(HttpServletRequest request, long cost) {
        if (cost <= 0 || !(request.getAttribute(PURSE) instanceof Purse purse)) {
            return Optional.empty();
        }
        ConsumptionProbe probe = purse.budgets.take(purse.client, cost, purse.most);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private record Purse(Budgets budgets, String client, long most) {}
}
