package org.httpca.approval.decision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.order.StoredOrder;
import org.httpca.approval.order.StoredOrders;
import org.httpca.approval.request.Claim;
import org.httpca.approval.request.Claims;
import org.httpca.approval.request.ExaminedRequest;
import org.httpca.approval.request.Requests;
import org.httpca.approval.request.StoredRequest;
import org.httpca.approval.terminal.Times;
import org.httpca.order.Action;
import org.httpca.order.AdministratorKey;
import org.httpca.order.Order;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/** Decides requests in the name of one administrator. */
public final class Decisions {
    private static final int SEQUENCE_ATTEMPTS = 5;
    /** What a rejection signs for if the request cannot be read any more; the signer takes it for an altered row only. */
    private static final Octets NO_CONTENT = Octets.of(new byte[32]);

    private final Requests requests;
    private final Claims claims;
    private final StoredOrders orders;
    private final Counting counting;
    private final AdministratorKey key;
    private final Clock clock;

    /** @param patience how long to wait for the signer to count an order */
    public Decisions(SignerDatabase database, AdministratorKey key, Clock clock, Duration patience) {
        this.requests = new Requests(database);
        this.claims = new Claims(database, key.name());
        this.orders = new StoredOrders(database);
        this.counting = new Counting(orders, patience);
        this.key = key;
        this.clock = clock;
    }

    /**
     * Signs orders over exactly what was examined, stores all of them, and then waits for the signer: once, for all together.
     *
     * @param seen what the administrator saw; an order is void if the row has changed since
     * @param takeOver whether another administrator's claim is no obstacle
     * @param told hears of each as it is known
     */
    public void decide(
            List<ExaminedRequest> seen,
            Action action,
            @Nullable String reason,
            boolean takeOver,
            Consumer<Decided> told) {
        List<Placed> placed = new ArrayList<>();
        try {
            for (ExaminedRequest request : seen) {
                Placed one = place(request, action, reason, takeOver);
                placed.add(one);
            }
            long deadline = counting.deadline();
            for (Placed one : placed) {
                Long order = one.order();
                Decided decided = one.decided();
                told.accept(
                        order == null
                                ? Objects.requireNonNull(decided)
                                : counted(one.seen(), action, counting.await(order, deadline)));
            }
        } finally {
            // After the decision nobody is kept waiting: a quorum needs the next administrator.
            placed.stream()
                    .filter(Placed::claimed)
                    .forEach(one -> claims.release(one.seen().row().id()));
        }
    }

    /** One of them. */
    public Decided decide(ExaminedRequest seen, Action action, @Nullable String reason, boolean takeOver) {
        List<Decided> decided = new ArrayList<>();
        decide(List.of(seen), action, reason, takeOver, decided::add);
        return decided.get(0);
    }

    /**
     * How far a decision is: an order is stored, or it is known already why not.
     *
     * @param claimed whether a claim is ours because of it
     */
    private record Placed(
            ExaminedRequest seen,
            @Nullable Long order,
            @Nullable Decided decided,
            boolean claimed) {}

    private Placed place(ExaminedRequest seen, Action action, @Nullable String reason, boolean takeOver) {
        UUID id = seen.row().id();
        Decided late = tooLate(seen.row());
        if (late != null) {
            return new Placed(seen, null, late, false);
        }
        Octets digest = seen.digest();
        if (digest == null && action == Action.APPROVE) {
            return refused(
                    seen, "its row cannot be read well enough to sign an order over it; 'show' tells more", false);
        }
        if (action == Action.APPROVE && !seen.alarms().isEmpty()) {
            return refused(seen, "its row was altered, so it can be rejected only; 'show' tells more", false);
        }
        if (!claims.take(id, takeOver)) {
            return new Placed(seen, null, claimed(seen.row(), claims.valid(id)), false);
        }
        StoredRequest now = requests.find(id);
        if (now != null && !now.waits()) {
            String line = AlreadyDecided.line(now, orders.on(id));
            return new Placed(seen, null, new Decided(id, ExitCode.TAKEN, line, false), true);
        }
        if (now == null || !Objects.equals(digest, ExaminedRequest.of(now).digest())) {
            return refused(seen, "its row has changed since it was read; look at it again", true);
        }
        return order(seen, action, digest == null ? NO_CONTENT : digest, reason);
    }

    private @Nullable Decided tooLate(StoredRequest row) {
        List<StoredOrder> standing = orders.on(row.id());
        if (!row.waits()) {
            return new Decided(row.id(), ExitCode.TAKEN, AlreadyDecided.line(row, standing), false);
        }
        return standing.stream()
                .filter(order -> order.stands() && order.administrator().equals(key.name()))
                .findFirst()
                .map(own -> new Decided(row.id(), ExitCode.TAKEN, AlreadyDecided.ownOrder(row, own), false))
                .orElse(null);
    }

    private Placed order(ExaminedRequest seen, Action action, Octets digest, @Nullable String reason) {
        StoredRequest row = seen.row();
        for (int attempt = 0; attempt < SEQUENCE_ATTEMPTS; attempt++) {
            Instant at = clock.instant();
            long sequence = orders.nextSequence(key.name(), at);
            Order order = Order.onRequest(key.name(), action, row.id(), digest, reason, at, sequence);
            Long stored = orders.append(order, key.sign(order));
            if (stored != null) {
                return new Placed(seen, stored, null, true);
            }
            // Another session of this administrator was faster: on this request, or with this sequence number.
            Decided late = tooLate(row);
            if (late != null) {
                return new Placed(seen, null, late, true);
            }
        }
        String line = row.shortId() + ": other sessions of yours are faster; try again.";
        return new Placed(seen, null, new Decided(row.id(), ExitCode.ERROR, line, false), true);
    }

    private Decided counted(ExaminedRequest seen, Action action, @Nullable StoredOrder order) {
        StoredRequest row = seen.row();
        if (order == null) {
            return new Decided(
                    row.id(),
                    ExitCode.ERROR,
                    row.shortId() + ": stored, not yet counted: the signer did not answer within "
                            + Times.span(counting.patience()) + "; 'show " + row.shortId()
                            + "' tells what becomes of it.",
                    true);
        }
        StoredRequest now = Objects.requireNonNullElse(requests.find(row.id()), row);
        if (!order.stands() && !now.waits()) {
            return new Decided(row.id(), ExitCode.TAKEN, AlreadyDecided.line(now, orders.on(row.id())), true);
        }
        if (!order.stands()) {
            return new Decided(
                    row.id(),
                    ExitCode.REFUSED,
                    row.shortId() + ": the signer refused the order: " + order.reason(),
                    true);
        }
        return new Decided(row.id(), ExitCode.DONE, CountedLine.of(seen, action, now), true);
    }

    private static Placed refused(ExaminedRequest seen, String why, boolean claimed) {
        StoredRequest row = seen.row();
        String line = row.shortId() + ": not stored: " + why + ".";
        return new Placed(seen, null, new Decided(row.id(), ExitCode.REFUSED, line, false), claimed);
    }

    private static Decided claimed(StoredRequest row, @Nullable Claim claim) {
        String whose = claim == null ? "another administrator" : claim.words();
        return new Decided(
                row.id(), ExitCode.TAKEN, row.shortId() + ": claimed by " + whose + "; --take-over takes it.", false);
    }
}
