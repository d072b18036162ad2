package org.httpca.web.issuance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.outbox.Outbox;
import org.httpca.log.Correlation;
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
    private final NewRequests newRequests;
    private final IdempotencyKeys keys;
    private final Outbox outbox;
    private final Requests requests;
    private final WithdrawalSecrets secrets;
    private final UuidSource messageIds;

    Intake(
            TransactionTemplate transaction,
            NewRequests newRequests,
            IdempotencyKeys keys,
            Outbox outbox,
            Requests requests,
            WithdrawalSecrets secrets,
            UuidSource messageIds) {
        this.transaction = transaction;
        this.newRequests = newRequests;
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
        List<Row> rows = new ArrayList<>();
        List<Result<Accepted>> outcomes = transaction.execute(status -> {
            rows.clear();
            return inTransaction(drafts, key, rows);
        });
        rows.forEach(row -> say(row.draft()));
        return outcomes == null ? List.of() : outcomes;
    }

    private List<Result<Accepted>> inTransaction(List<Result<Draft>> drafts, @Nullable String key, List<Row> rows) {
        List<Use> uses = key == null ? List.of() : uses(drafts, key);
        Map<String, Earlier> earlier = keys.take(uses);
        Map<UUID, Use> useOf =
                uses.stream().collect(Collectors.toMap(use -> use.draft().id(), Function.identity()));
        Map<UUID, RequestView> known = known(earlier);
        List<Result<Accepted>> outcomes = new ArrayList<>();
        for (Result<Draft> checked : drafts) {
            outcomes.add(checked.flatMap(draft -> {
                Use use = useOf.get(draft.id());
                Earlier before = use == null ? null : earlier.get(use.key());
                return before == null ? Result.passed(accept(draft, rows)) : again(draft, before, known);
            }));
        }
        if (!rows.isEmpty()) {
            newRequests.insert(rows);
            outbox.put(rows.stream()
                    .map(row -> Outgoing.of(messageIds.get(), row.draft().command()))
                    .toList());
        }
        return outcomes;
    }

    private static void say(Draft draft) {
        try (Correlation line = Correlation.of(draft.correlationId())) {
            LOG.info("Request {} for profile {} was taken by the door {}.", draft.id(), draft.profile(), draft.door());
        }
    }

    private Accepted accept(Draft draft, List<Row> rows) {
        String secret = draft.principal() == null ? secrets.next() : null;
        rows.add(new Row(draft, secret == null ? null : WithdrawalSecrets.sha256(secret)));
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

    private Map<UUID, RequestView> known(Map<String, Earlier> earlier) {
        if (earlier.isEmpty()) {
            return Map.of();
        }
        return requests
                .findAll(earlier.values().stream().map(Earlier::requestId).toList())
                .stream()
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
