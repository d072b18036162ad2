package org.httpca.web.request;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of table request, to read. Rows are written by plain SQL: by issuance, and by the worker. */
@Entity
@Immutable
@Table(name = "request")
@SuppressWarnings("NullAway.Init") // JPA sets the fields
class RequestRow {
    @Id
    private UUID id;

    private String status;
    private long revision;
    private String command;
    private String profile;
    private String subject;
    private int approvalsGiven;
    private @Nullable Integer approvalsRequired;
    private @Nullable String findings;
    private @Nullable String problem;
    private @Nullable String issuer;
    private @Nullable String serial;

    @Column(name = "submitted_at")
    private Instant submittedAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    RequestView view() {
        SubmittedCommand submitted = SubmittedCommand.read(command);
        return new RequestView(
                id,
                status,
                revision,
                profile,
                subject,
                submitted.names(),
                submittedAt,
                updatedAt,
                submitted.requesterName(),
                submitted.requesterEmail(),
                submitted.note(),
                submitted.door(),
                Progress.problem(problem),
                approvalsGiven,
                approvalsRequired,
                Progress.findings(findings),
                issuer,
                serial,
                submitted.csr());
    }

    UUID id() {
        return id;
    }
}
