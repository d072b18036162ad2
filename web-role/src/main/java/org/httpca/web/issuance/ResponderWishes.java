package org.httpca.web.issuance;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.MessageJson;
import org.httpca.message.RequestResponderCertificate;
import org.httpca.pki.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Wishes that a key may answer OCSP: stored, and said to the signer. One for each issuer is open at a time. */
public final class ResponderWishes {
    private static final Logger LOG = LoggerFactory.getLogger(ResponderWishes.class);

    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final RequestIds ids;
    private final UuidSource messageIds;
    private final Clock clock;

    ResponderWishes(
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            Outbox outbox,
            RequestIds ids,
            UuidSource messageIds,
            Clock clock) {
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.ids = ids;
        this.messageIds = messageIds;
        this.clock = clock;
    }

    /**
     * Asks for a certificate; nothing happens if another web role has asked for the same issuer and has no answer yet.
     *
     * @param pkcs8 the private key, which the row keeps for all web roles
     * @param csr DER of the PKCS#10 that proves its possession
     */
    public void ask(String issuer, Octets pkcs8, Octets csr) {
        transaction.executeWithoutResult(status -> inTransaction(issuer, pkcs8, csr));
    }

    private void inTransaction(String issuer, Octets pkcs8, Octets csr) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = ids.get();
        RequestResponderCertificate command = new RequestResponderCertificate(id, issuer, csr, now);
        int rows = jdbc.update(
                """
                insert into ocsp_responder (id, issuer, private_key, csr, command, asked_at, announce_at)
                values (?, ?, ?, ?, ?, ?, ?) on conflict (issuer) where announce_at is not null do nothing
                """,
                id,
                issuer,
                pkcs8.toArray(),
                csr.toArray(),
                MessageJson.write(command),
                Timestamp.from(now),
                Timestamp.from(now.plus(NewRequests.FIRST_ANSWER)));
        if (rows == 1) {
            outbox.put(Outgoing.of(messageIds.get(), command));
            LOG.info("Asks for a certificate of an OCSP responder of {}.", issuer);
        }
    }
}
