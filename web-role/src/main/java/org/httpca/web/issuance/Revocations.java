package org.httpca.web.issuance;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.MessageJson;
import org.httpca.message.RevokeCertificate;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.certificate.CertificateView;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.certificate.RevocationView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Wishes to revoke and to release: stored, and said to the signer, who decides. One for each certificate is open at a time. */
class Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;
    private final Certificates certificates;
    private final Outbox outbox;
    private final RequestIds ids;
    private final UuidSource messageIds;
    private final Clock clock;

    Revocations(
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            Certificates certificates,
            Outbox outbox,
            RequestIds ids,
            UuidSource messageIds,
            Clock clock) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.certificates = certificates;
        this.outbox = outbox;
        this.ids = ids;
        this.messageIds = messageIds;
        this.clock = clock;
    }

    Result<RevocationView> ask(CertificateView certificate, Revocation revocation) {
        return Objects.requireNonNull(transaction.execute(status -> inTransaction(certificate, revocation)));
    }

    private Result<RevocationView> inTransaction(CertificateView certificate, Revocation revocation) {
        RevocationReason reason = revocation.reason();
        RevocationView now = certificates.revocation(certificate);
        RevocationReason wanted = now.wanted() == null ? null : now.wanted().reason();
        if (wanted == reason) {
            return Result.passed(now);
        }
        if (wanted != null && reason != RevocationReason.KEY_COMPROMISE) {
            return underWay(wanted);
        }
        if (now.reason() == reason) {
            return Result.passed(now);
        }
        if (now.isRevoked() && reason != RevocationReason.KEY_COMPROMISE) {
            return Result.refused(
                    ProblemType.ALREADY_DECIDED,
                    "It was revoked at " + now.at() + " for "
                            + Objects.requireNonNull(now.reason()).label()
                            + ". Only keyCompromise can take the place of another reason.");
        }
        if (reason == RevocationReason.REMOVE_FROM_CRL && !now.isOnHold()) {
            return Result.refused(ProblemType.CONFLICT, "The certificate is not on hold: there is nothing to release.");
        }
        if (wanted != null) {
            giveUp(certificate, wanted);
        }
        boolean stored = store(certificate, revocation);
        RevocationView then = certificates.revocation(certificate);
        boolean asked = stored || (then.wanted() != null && then.wanted().reason() == reason);
        return asked
                ? Result.passed(then)
                : underWay(then.wanted() == null ? null : then.wanted().reason());
    }

    /** A compromised key does not wait for the answer to a lesser wish. The signer keeps the order of their times. */
    private void giveUp(CertificateView certificate, RevocationReason wanted) {
        jdbc.update(
                "update revocation_request set announce_at = null"
                        + " where issuer = ? and serial = ? and reason = ? and announce_at is not null",
                certificate.issuer(),
                certificate.serial(),
                wanted.label());
    }

    /** False if somebody else was first a moment ago. */
    private boolean store(CertificateView certificate, Revocation revocation) {
        Instant now = after(certificate, clock.instant().truncatedTo(ChronoUnit.MICROS));
        UUID id = ids.get();
        String correlationId = Objects.requireNonNullElseGet(revocation.correlationId(), id::toString);
        RevokeCertificate command = new RevokeCertificate(
                id,
                certificate.issuer(),
                certificate.serial(),
                revocation.reason(),
                revocation.principal(),
                revocation.source(),
                correlationId,
                now);
        int rows = jdbc.update(
                """
                insert into revocation_request (id, issuer, serial, reason, command, principal, requested_at, announce_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (issuer, serial) where announce_at is not null do nothing
                """,
                id,
                certificate.issuer(),
                certificate.serial(),
                revocation.reason().label(),
                MessageJson.write(command),
                revocation.principal(),
                Timestamp.from(now),
                Timestamp.from(now.plus(NewRequests.FIRST_ANSWER)));
        if (rows == 0) {
            return false;
        }
        outbox.put(Outgoing.of(messageIds.get(), command));
        LOG.info(
                "Certificate {} of {} is to be {}.",
                certificate.serial(),
                certificate.issuer(),
                revocation.reason() == RevocationReason.REMOVE_FROM_CRL
                        ? "released"
                        : "revoked for " + revocation.reason().label());
        return true;
    }

    /** The signer takes a wish for late that is not younger than the one before, and clocks of two web roles differ. */
    private Instant after(CertificateView certificate, Instant now) {
        Timestamp last = jdbc.queryForObject(
                "select max(requested_at) from revocation_request where issuer = ? and serial = ?",
                Timestamp.class,
                certificate.issuer(),
                certificate.serial());
        return last == null || last.toInstant().isBefore(now)
                ? now
                : last.toInstant().plus(1, ChronoUnit.MICROS);
    }

    private static Result<RevocationView> underWay(@Nullable RevocationReason reason) {
        return Result.refused(
                ProblemType.CONFLICT,
                "Another wish for this certificate" + (reason == null ? "" : " (" + reason.label() + ")")
                        + " has no answer yet. Ask again when it has.");
    }
}
