package org.httpca.web.issuance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.outbox.Outbox;
import org.httpca.log.Correlation;
import org.httpca.message.MessageType;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.issuance.IdempotencyKeys.Earlier;
import org.httpca.web.issuance.IdempotencyKeys.Use;
import org.httpca.web.issuance.NewRequests.Row;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** The second hop: requests and their commands to the signer, in one transaction. */
class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final TransactionTemplate transaction;
    private final SharedCommits<Row> commits;
    private final NewRequests newRequests;
    private final Replacements replacements;
    private final IdempotencyKeys keys;
    private final Outbox outbox;
    private final Requests requests;
    private final WithdrawalSecrets secrets;
    private final UuidSource messageIds;

    /** @param transaction of the plain JDBC kind: there is nothing in it for a session of JPA */
    Intake(
            TransactionTemplate transaction,
            NewRequests newRequests,
            Replacements replacements,
            IdempotencyKeys keys,
            Outbox outbox,
            Requests requests,
            WithdrawalSecrets secrets,
            UuidSource messageIds) {
        this.transaction = transaction;
        this.commits = new SharedCommits<>(rows -> transaction.executeWithoutResult(status -> put(rows)));
        this.newRequests = newRequests;
        this.replacements = replacements;
        this.keys = keys;
        this.outbox = outbox;
        this.requests = requests;
        this.secrets = secrets;
        this.messageIds = messageIds;
    }

    List<Result<Accepted>> store(List<Result<Draft>> drafts, @Nullable String key) {
        if (drafts.stream().noneMatch(Result::isPassed)) {
            return drafts.stream()
                    .map(refused -> refused.map(draft -> new Accepted(draft.view(), null)))
                    .toList();
        }
        Taken taken =
                key == null ? taken(drafts) : Objects.requireNonNull(transaction.execute(status -> take(drafts, key)));
        taken.rows.forEach(row -> say(row.draft()));
        // Whoever used a key before has committed: what became of it is read outside, by the way of all readers.
        Map<UUID, RequestView> known = known(taken.earlier.values());
        return drafts.stream()
                .map(checked -> checked.flatMap(draft -> {
                    Accepted accepted = taken.accepted.get(draft.id());
                    return accepted != null
                            ? Result.passed(accepted)
                            : again(draft, Objects.requireNonNull(taken.earlier.get(draft.id())), known);
                }))
                .toList();
    }

    /** One that has a principal, with what its door does in the same transaction. */
    Result<Accepted> store(Draft draft, Claim claim) {
        Boolean stored = transaction.execute(status -> {
            put(List.of(Row.of(draft, null)));
            boolean taken = claim.take(draft.id());
            if (!taken) {
                status.setRollbackOnly();
            }
            return taken;
        });
        if (!Objects.requireNonNull(stored)) {
            return Result.refused(ProblemType.CONFLICT, "Somebody was first.");
        }
        say(draft);
        return Result.passed(new Accepted(draft.view(), null));
    }

    /** Without a key there is nothing to look up: whoever comes at the same time shares the commit. */
    private Taken taken(List<Result<Draft>> drafts) {
        Taken taken = new Taken(new ArrayList<>(), new HashMap<>(), new HashMap<>());
        drafts.forEach(checked -> accept(checked, taken));
        commits.store(taken.rows);
        return taken;
    }

    private Taken take(List<Result<Draft>> drafts, String key) {
        List<Use> uses = uses(drafts, key);
        Map<String, Earlier> earlier = keys.take(uses);
        Taken taken = new Taken(new ArrayList<>(), new HashMap<>(), new HashMap<>());
        uses.stream()
                .filter(use -> earlier.containsKey(use.key()))
                .forEach(use -> taken.earlier.put(use.draft().id(), earlier.get(use.key())));
        drafts.forEach(checked -> accept(checked, taken));
        if (!taken.rows.isEmpty()) {
            put(taken.rows);
        }
        return taken;
    }

    private void accept(Result<Draft> checked, Taken taken) {
        if (checked instanceof Result.Passed<Draft> passed
                && !taken.earlier.containsKey(passed.value().id())) {
            taken.accepted.put(passed.value().id(), accept(passed.value(), taken.rows));
        }
    }

    private void put(List<Row> rows) {
        newRequests.insert(rows);
        replacements.add(rows.stream().map(Row::draft).toList());
        outbox.put(rows.stream()
                .map(row -> new Outgoing(messageIds.get(), MessageType.REQUEST_CERTIFICATE, row.command()))
                .toList());
    }

    /** What one transaction did with the drafts, by their ids: stored, or found that their keys had been used before. */
    private record Taken(List<Row> rows, Map<UUID, Accepted> accepted, Map<UUID, Earlier> earlier) {}

    private static void say(Draft draft) {
        try (Correlation line = Correlation.of(draft.correlationId())) {
            LOG.info("Request {} for profile {} was taken by the door {}.", draft.id(), draft.profile(), draft.door());
        }
    }

    private Accepted accept(Draft draft, List<Row> rows) {
        String secret = draft.principal() == null ? secrets.next() : null;
        rows.add(Row.of(draft, secret == null ? null : WithdrawalSecrets.sha256(secret)));
        return new Accepted(draft.view(), secret);
    }

    private static Result<Accepted> again(Draft draft, Earlier before, Map<UUID, RequestView> known) {
        RequestView request = known.get(before.requestId());
        if (request == null || !before.contentSha256().equals(draft.contentSha256())) {
            return Result.refused(
                    ProblemType.CONFLICT, "This Idempotency-Key was used for another submission. Use a new one.");
        }
        return Result.passed(new Accepted(request, null));
    }

    private Map<UUID, RequestView> known(Collection<Earlier> earlier) {
        if (earlier.isEmpty()) {
            return Map.of();
        }
        return requests.findAll(earlier.stream().map(Earlier::requestId).toList()).stream()
                .collect(Collectors.toMap(RequestView::id, Function.identity()));
    }

    private static List<Use> uses(List<Result<Draft>> drafts, String key) {
        List<Use> uses = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            if (drafts.get(i) instanceof Result.Passed<Draft> passed) {
                uses.add(Use.of(key, i, passed.value()));
            }
        }
        return uses;
    }
}
