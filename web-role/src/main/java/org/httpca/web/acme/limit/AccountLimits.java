package org.httpca.web.acme.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.pki.Octets;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.limit.Budgets;
import org.httpca.web.limit.Costs;
import org.httpca.web.proxy.Client;
import org.httpca.web.settings.WebSettings;
import org.springframework.stereotype.Component;

/**
 * The limits. What comes with every order is counted in memory, for a row that every order of an account changes would have them wait for each other; what is seldom
 * is counted in the database, for all web roles. An account whose limits an operator lifted is looked up when it would be refused, and not before.
 */
@Component
@WhereAcmeIsOn
public class AccountLimits {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);

    /** For how long a count of what is pending is believed. */
    private static final Duration COUNTED_FOR = Duration.ofMinutes(1);

    /** For how long it is believed that an account is above that, and whether its limits were lifted. */
    private static final Duration REMEMBERED_FOR = Duration.ofSeconds(5);

    private static final Duration CHECKS_TAKE = Duration.ofMinutes(5);
    private static final int ACCOUNTS = 100_000;

    private final WebSettings.AcmeLimits limits;
    private final Usage usage;
    private final Clock clock;
    private final Budgets orders;
    private final Budgets accounts;
    private final Cache<UUID, AtomicLong> pending = Caffeine.newBuilder()
            .maximumSize(ACCOUNTS)
            .expireAfterWrite(COUNTED_FOR)
            .build();
    private final Cache<UUID, Boolean> above = Caffeine.newBuilder()
            .maximumSize(ACCOUNTS)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();
    private final Cache<UUID, Boolean> lifted = Caffeine.newBuilder()
            .maximumSize(ACCOUNTS)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    AccountLimits(WebSettings settings, Usage usage, Clock clock) {
        this.limits = settings.acme().limits();
        this.usage = usage;
        this.clock = clock;
        this.orders = new Budgets("acme-orders", HOUR, clock);
        this.accounts = new Budgets("acme-accounts", HOUR, clock);
    }

    /**
     * One more order.
     *
     * @param names what tells the exact set of its names from others
     */
    public void order(UUID account, Octets names) {
        if (limits.ordersPerHour() > 0) {
            ConsumptionProbe probe = orders.take(account.toString(), 1, limits.ordersPerHour());
            if (!probe.isConsumed()) {
                refuse(
                        account,
                        "An account may make " + limits.ordersPerHour() + " orders in an hour.",
                        Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
        }
        if (limits.certificatesPerWeek() > 0) {
            Instant now = clock.instant();
            usage.oldest(account, names, now.minus(WEEK), limits.certificatesPerWeek())
                    .ifPresent(oldest -> refuse(
                            account,
                            "An account may have " + limits.certificatesPerWeek()
                                    + " certificates for the same names in a week. Use those that there are.",
                            Duration.between(now, oldest.plus(WEEK))));
        }
    }

    /** So many failed checks of a name are looked for; what is above it is refused. 0 for none. */
    public int failures() {
        return limits.failuresPerHour();
    }

    /** @param failed when the account's last checks for a name failed, the newest first */
    public void name(UUID account, String name, List<Instant> failed) {
        int most = limits.failuresPerHour();
        Instant now = clock.instant();
        if (most > 0 && failed.size() >= most && failed.get(most - 1).plus(HOUR).isAfter(now)) {
            refuse(
                    account,
                    most + " checks for '" + name + "' failed within an hour. See why, and try again then.",
                    Duration.between(now, failed.get(most - 1).plus(HOUR)));
        }
    }

    /** So many new authorizations; the first costs its address what the call has cost, each further one as much again. */
    public void authorizations(HttpServletRequest call, UUID account, int more) {
        int most = limits.pendingAuthorizations();
        if (most > 0 && (above.getIfPresent(account) != null || !fit(account, more, most))) {
            refuse(
                    account,
                    "An account may have " + most
                            + " pending authorizations. Answer their challenges, or deactivate them.",
                    CHECKS_TAKE);
        }
        Costs.more(call, more - 1L).ifPresent(wait -> {
            throw AcmeRefusedException.rateLimited(
                    "New authorizations for " + more
                            + " names are more than one address may ask for now. Come again, or order fewer names at once.",
                    wait);
        });
    }

    private boolean fit(UUID account, int more, int most) {
        AtomicLong known = pending.get(account, id -> new AtomicLong(usage.pending(id, clock.instant(), most)));
        if (known.addAndGet(more) <= most) {
            return true;
        }
        long now = usage.pending(account, clock.instant(), most);
        known.set(now + more);
        if (now + more <= most) {
            return true;
        }
        known.addAndGet(-more);
        above.put(account, true);
        return false;
    }

    /** One more account from this address. */
    public void newAccount(HttpServletRequest call) {
        if (limits.accountsPerHour() == 0 || Client.isLocal(call)) {
            return;
        }
        ConsumptionProbe probe = accounts.take(Client.of(call), 1, limits.accountsPerHour());
        if (!probe.isConsumed()) {
            throw AcmeRefusedException.rateLimited(
                    "From one address " + limits.accountsPerHour()
                            + " accounts are made in an hour. Use the account that you have.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private void refuse(UUID account, String detail, Duration wait) {
        if (!lifted.get(account, id -> usage.unlimited(id).orElse(false))) {
            throw AcmeRefusedException.rateLimited(detail, wait);
        }
    }

    /** An operator lifted the account's limits, or has them hold again; other web roles know it within seconds. */
    public void changed(UUID account) {
        lifted.invalidate(account);
    }
}
