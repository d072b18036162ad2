package org.httpca.signer.reload;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.httpca.forward.loop.Work;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.instance.Instances;
import org.httpca.signer.profile.InvalidProfilesException;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.profile.ProfilesSource;
import org.httpca.signer.reload.ReloadOrders.Ordered;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the profiles again when that was asked for. All of the file counts from then on, or, if anything in it is wrong, nothing
 * of it: the profiles from before stay in force, and an alarm says so until a later reading succeeds.
 */
public final class ProfilesReload implements Work {

    static final String STAGE = "profiles";

    private static final Logger LOG = LoggerFactory.getLogger(ProfilesReload.class);

    private final TransactionTemplate transactions;
    private final ProfilesSource source;
    private final ProfilesInForce inForce;
    private final Instances instances;
    private final ReloadOrders orders;
    private final AuditLog audit;
    private final Clock clock;
    private final AtomicReference<@Nullable String> asked = new AtomicReference<>();
    private volatile List<String> alarms = List.of();

    public ProfilesReload(
            TransactionTemplate transactions,
            ProfilesSource source,
            ProfilesInForce inForce,
            Instances instances,
            ReloadOrders orders,
            AuditLog audit,
            Clock clock) {
        this.transactions = transactions;
        this.source = source;
        this.inForce = inForce;
        this.instances = instances;
        this.orders = orders;
        this.audit = audit;
        this.clock = clock;
    }

    /** From any thread: the next turn reads the file. @param by who asks, for the audit */
    public void ask(String by) {
        asked.set(by);
    }

    /** One sentence while the file is not what counts. */
    public List<String> alarms() {
        return alarms;
    }

    @Override
    public int run() {
        Ordered ordered = orders.next().orElse(null);
        String by = asked.getAndSet(null);
        if (by == null && ordered == null) {
            return 0;
        }
        try {
            read(
                    ordered == null
                            ? String.valueOf(by)
                            : "order of " + ordered.order().administrator(),
                    ordered);
        } catch (RuntimeException e) {
            // the database is away, for example: the loop tries again
            asked.compareAndSet(null, by);
            throw e;
        }
        if (ordered != null) {
            orders.done(ordered);
        }
        return 1;
    }

    private void read(String by, @Nullable Ordered ordered) {
        Profiles fresh;
        try {
            fresh = source.load();
        } catch (InvalidProfilesException e) {
            refuse(by, ordered, e);
            return;
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("by", by);
        detail.put("old", hashes(inForce.get()));
        detail.put("new", hashes(fresh));
        settle(ordered, "profiles-reloaded", detail, () -> instances.loaded(fresh));
        inForce.replace(fresh);
        alarms = List.of();
        LOG.info("Read {} again ({}): {}.", source.file(), by, hashes(fresh));
    }

    private void refuse(String by, @Nullable Ordered ordered, InvalidProfilesException e) {
        String fault = String.valueOf(e.getMessage());
        settle(ordered, "profiles-reload-refused", Map.of("by", by, "fault", fault), () -> instances.notLoaded(fault));
        // what stands in the file may be for the operator alone: the page says where to look, the log says what is
        // there
        alarms = List.of("The profiles were not read again at "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS) + ": " + e.place()
                + " is wrong; the signer's log says how. The profiles from before stay in force.");
        LOG.error("The profiles were not read again ({}), those from before stay in force: {}", by, fault);
    }

    private void settle(@Nullable Ordered ordered, String event, Map<String, ?> detail, Runnable row) {
        transactions.executeWithoutResult(status -> {
            row.run();
            Optional.ofNullable(ordered).ifPresent(order -> instances.obeyed(order.id()));
            audit.record(STAGE, event, null, detail);
        });
    }

    private static Map<String, String> hashes(Profiles profiles) {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Profile profile : profiles.all()) {
            hashes.put(profile.name(), profile.hash());
        }
        return hashes;
    }
}
