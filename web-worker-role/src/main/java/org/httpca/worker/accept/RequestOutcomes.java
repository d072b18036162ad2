package org.httpca.worker.accept;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.httpca.log.Correlation;
import org.httpca.message.ApprovalCounted;
import org.httpca.message.CertificateIssued;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestEvent;
import org.httpca.message.RequestHeld;
import org.httpca.message.RequestRejected;
import org.httpca.message.RequestWithdrawn;
import org.httpca.worker.management.Outcomes;
import org.httpca.worker.settings.WorkerSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The worker's door to the table {@code request}: each word of the signer moves its request by compare-and-set, if the request is
 * not final and the word's revision newer than the last one's; an outcome needs no newer one.
 */
public final class RequestOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(RequestOutcomes.class);

    private static final Set<String> FINAL = Set.of("issued", "rejected", "withdrawn");
    private static final String OPEN_AND_OLDER =
            " WHERE r.id = e.id AND r.revision < e.revision AND r.status NOT IN ('issued', 'rejected', 'withdrawn')";

    /**
     * An outcome is the last word about a request, whatever its revision: a signer whose database was restored may count from an
     * older one.
     */
    private static final String OPEN = " WHERE r.id = e.id AND r.status NOT IN ('issued', 'rejected', 'withdrawn')";

    /** A request that waits for people is asked about every hour or so, unless its withdrawal has had no answer yet. */
    private static final String WHILE_HELD =
            "CASE WHEN r.withdrawal_requested_at IS NULL THEN e.while_held ELSE r.announce_at END";

    private final JdbcTemplate jdbc;
    private final Certificates certificates;
    private final Clock clock;
    private final Outcomes outcomes;
    private final WorkerSettings.Announce announce;

    public RequestOutcomes(JdbcTemplate jdbc, Clock clock, WorkerSettings.Announce announce, Outcomes outcomes) {
        this.outcomes = outcomes;
        this.jdbc = jdbc;
        this.certificates = new Certificates(jdbc);
        this.clock = clock;
        this.announce = announce;
    }

    /** All of a batch, in any order: of several words about one request the one with the greatest revision holds in the end. */
    void accept(List<RequestEvent> batch) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Map<UUID, Submitted> submitted = lock(batch);
        hold(NewestWords.of(RequestHeld.class, batch), now);
        count(NewestWords.of(ApprovalCounted.class, batch), now);
        reject(NewestWords.of(RequestRejected.class, batch), now);
        withdraw(NewestWords.of(RequestWithdrawn.class, batch), now);
        issue(NewestWords.of(CertificateIssued.class, batch), now);
        batch.forEach(event -> say(event, submitted.get(event.requestId()), now));
    }

    /**
     * Once for the batch and in the order of the ids, so that two workers wait for each other and never both.
     *
     * @return what the events do not carry
     */
    private Map<UUID, Submitted> lock(List<RequestEvent> batch) {
        Map<UUID, Submitted> submitted = new HashMap<>();
        jdbc.query(
                "SELECT id, command, submitted_at, status FROM request WHERE id = ANY (?::uuid[]) ORDER BY id FOR NO KEY UPDATE",
                statement -> statement.setArray(
                        1,
                        statement
                                .getConnection()
                                .createArrayOf(
                                        "uuid",
                                        batch.stream()
                                                .map(RequestEvent::requestId)
                                                .distinct()
                                                .toArray())),
                row -> {
                    submitted.put(
                            row.getObject(1, UUID.class),
                            new Submitted(
                                    Correlation.inCommand(row.getString(2)),
                                    row.getObject(3, OffsetDateTime.class),
                                    FINAL.contains(row.getString(4))));
                });
        return submitted;
    }

    private void say(RequestEvent event, @Nullable Submitted request, OffsetDateTime now) {
        if (request == null || request.decided) {
            return;
        }
        String word = MessageType.of(event).wireName();
        try (Correlation line = Correlation.of(request.correlationId)) {
            LOG.info("The signer said about request {}: {}.", event.requestId(), word);
        }
        String outcome = outcome(event);
        if (outcome != null) {
            outcomes.count(outcome, Duration.between(request.at, now));
        }
    }

    private static @Nullable String outcome(RequestEvent event) {
        if (event instanceof CertificateIssued) {
            return "issued";
        }
        if (event instanceof RequestRejected) {
            return "rejected";
        }
        return event instanceof RequestWithdrawn ? "withdrawn" : null;
    }

    /** What is known of a request before a batch, besides what its events say. */
    private record Submitted(@Nullable String correlationId, OffsetDateTime at, boolean decided) {}

    private void hold(List<RequestHeld> events, OffsetDateTime now) {
        Columns.update(
                jdbc,
                """
                UPDATE request r SET status = 'waiting-for-approval', revision = e.revision, approvals_given = 0,
                    approvals_required = e.required, findings = e.findings, updated_at = e.at, announce_at = """
                        + " " + WHILE_HELD
                        + " FROM (SELECT *, ?::timestamptz AS at, ?::timestamptz AS while_held FROM unnest(?, ?, ?, ?) AS u (id, revision, required, findings)) e"
                        + OPEN_AND_OLDER,
                events,
                columns -> columns.value(now)
                        .value(now.plus(announce.held()))
                        .column("uuid", RequestHeld::requestId)
                        .column("bigint", RequestHeld::revision)
                        .column("int", RequestHeld::approvalsRequired)
                        .column("text", e -> MessageJson.mapper().writeValueAsString(e.findings())));
    }

    private void count(List<ApprovalCounted> events, OffsetDateTime now) {
        Columns.update(
                jdbc,
                """
                UPDATE request r SET revision = e.revision, approvals_given = e.given, approvals_required = e.required,
                    status = CASE WHEN e.given < e.required THEN 'waiting-for-approval' ELSE 'waiting-for-signature' END,
                    updated_at = e.at,
                    announcements = CASE WHEN e.given < e.required THEN r.announcements ELSE 0 END,
                    announce_at = CASE WHEN e.given < e.required THEN """
                        + " " + WHILE_HELD
                        + " ELSE e.while_signed END FROM (SELECT *, ?::timestamptz AS at, ?::timestamptz AS while_held,"
                        + " ?::timestamptz AS while_signed FROM unnest(?, ?, ?, ?) AS u (id, revision, given, required)) e"
                        + OPEN_AND_OLDER,
                events,
                columns -> columns.value(now)
                        .value(now.plus(announce.held()))
                        .value(now.plus(announce.after()))
                        .column("uuid", ApprovalCounted::requestId)
                        .column("bigint", ApprovalCounted::revision)
                        .column("int", ApprovalCounted::given)
                        .column("int", ApprovalCounted::required));
    }

    private void reject(List<RequestRejected> events, OffsetDateTime now) {
        Columns.update(
                jdbc,
                """
                UPDATE request r SET status = 'rejected', revision = greatest(r.revision, e.revision), problem = e.problem, updated_at = ?,
                    announce_at = NULL
                FROM unnest(?, ?, ?) AS e (id, revision, problem)""" + OPEN,
                events,
                columns -> columns.value(now)
                        .column("uuid", RequestRejected::requestId)
                        .column("bigint", RequestRejected::revision)
                        .column("text", e -> MessageJson.mapper().writeValueAsString(e.problem())));
    }

    private void withdraw(List<RequestWithdrawn> events, OffsetDateTime now) {
        Columns.update(
                jdbc,
                """
                UPDATE request r SET status = 'withdrawn', revision = greatest(r.revision, e.revision), updated_at = ?, announce_at = NULL
                FROM unnest(?, ?) AS e (id, revision)""" + OPEN,
                events,
                columns -> columns.value(now)
                        .column("uuid", RequestWithdrawn::requestId)
                        .column("bigint", RequestWithdrawn::revision));
    }

    private void issue(List<CertificateIssued> events, OffsetDateTime now) {
        certificates.add(events.stream().map(IssuedCertificate::of).toList(), now);
        Columns.update(
                jdbc,
                """
                UPDATE request r SET status = 'issued', revision = greatest(r.revision, e.revision), issuer = e.issuer, serial = e.serial,
                    updated_at = ?, announce_at = NULL
                FROM unnest(?, ?, ?, ?) AS e (id, revision, issuer, serial)""" + OPEN,
                events,
                columns -> columns.value(now)
                        .column("uuid", CertificateIssued::requestId)
                        .column("bigint", CertificateIssued::revision)
                        .column("text", CertificateIssued::issuer)
                        .column("text", CertificateIssued::serial));
    }
}
