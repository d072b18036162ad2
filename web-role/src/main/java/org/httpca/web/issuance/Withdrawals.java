package org.httpca.web.issuance;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.WithdrawRequest;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Withdrawals are commands like any other: the signer's compare-and-set decides who was first, so the status stays for now. */
class Withdrawals {
    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;
    private final Requests requests;
    private final Outbox outbox;
    private final UuidSource messageIds;
    private final Clock clock;

    Withdrawals(
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            Requests requests,
            Outbox outbox,
            UuidSource messageIds,
            Clock clock) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.requests = requests;
        this.outbox = outbox;
        this.messageIds = messageIds;
        this.clock = clock;
    }

    Result<RequestView> withdraw(UUID id, WithdrawalProof proof) {
        Result<RequestView> outcome = transaction.execute(status -> inTransaction(id, proof));
        if (outcome == null) {
            throw new IllegalStateException("A transaction without an outcome.");
        }
        return outcome;
    }

    private Result<RequestView> inTransaction(UUID id, WithdrawalProof proof) {
        List<Submitter> found = jdbc.query(
                "select principal, withdrawal_secret_sha256 from request where id = ?",
                (row, n) -> new Submitter(row.getString(1), row.getBytes(2)),
                id);
        if (found.isEmpty()) {
            return Result.refused(ProblemType.NOT_FOUND, "There is no such request.");
        }
        if (!proof.holds(id, found.get(0).principal, found.get(0).secretSha256)) {
            return Result.refused(
                    ProblemType.FORBIDDEN,
                    "Only its submitter may withdraw a request: with the same token, or with the withdrawal secret that came"
                            + " with the first answer.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int first = jdbc.update("""
                update request set withdrawal_requested_at = ?, announce_at = least(announce_at, ?)
                where id = ? and withdrawal_requested_at is null and status not in ('issued', 'rejected', 'withdrawn')""", Timestamp.from(now), Timestamp.from(now.plus(NewRequests.FIRST_ANSWER)), id);
        RequestView request = requests.find(id).orElseThrow();
        if (first == 1) {
            outbox.put(Outgoing.of(
                    messageIds.get(), new WithdrawRequest(id, request.csr().sha256(), now)));
        } else if (request.isFinal() && !request.status().equals("withdrawn")) {
            return Result.refused(
                    ProblemType.ALREADY_DECIDED, "The request is " + request.status() + " and cannot be withdrawn.");
        }
        return Result.passed(request);
    }

    private record Submitter(@Nullable String principal, byte @Nullable [] secretSha256) {}
}
