package org.httpca.worker.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.envelope.Uuids;
import org.httpca.message.CertificateReleased;
import org.httpca.message.CertificateRevoked;
import org.httpca.message.RevocationRefused;
import org.httpca.message.RevokeCertificate;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.worker.WebSide;
import org.httpca.worker.settings.WorkerSettings;
import org.httpca.worker.transmit.UnansweredWishes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the signer says of certificates, and what is said to it again until it does. */
class RevocationsTest {
    private static final Instant SINCE = Instant.parse("2026-11-21T10:00:00Z");

    private final WebSide web = new WebSide();
    private final RevocationWords words = new RevocationWords(web.jdbc);
    private final UnansweredWishes unanswered = UnansweredWishes.toRevoke(
            web.jdbc,
            web.transactions,
            web.outbox,
            Uuids.v7Source(web.clock, new SecureRandom()),
            web.clock,
            new WorkerSettings.Announce(Duration.ofSeconds(30), Duration.ofHours(1)));

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void theGreatestRevisionWins() {
        words.accept(List.of(released(8), revoked(7, RevocationReason.CERTIFICATE_HOLD)));
        assertThat(state()).containsEntry("reason", null).containsEntry("revision", 8L);
        words.accept(List.of(revoked(7, RevocationReason.CERTIFICATE_HOLD)));
        assertThat(state()).containsEntry("reason", null).containsEntry("revision", 8L);
        words.accept(List.of(revoked(9, RevocationReason.SUPERSEDED)));
        assertThat(state())
                .containsEntry("reason", "superseded")
                .containsEntry("at", Timestamp.from(SINCE))
                .containsEntry("revision", 9L);
    }

    @Test
    void theWordThatNamesAWishAnswersItAndNoOther() {
        UUID wish = wish(RevocationReason.REMOVE_FROM_CRL);
        words.accept(List.of(revoked(7, RevocationReason.CERTIFICATE_HOLD), released(8)));
        words.accept(List.of(revoked(9, RevocationReason.CERTIFICATE_HOLD, UUID.randomUUID())));
        assertThat(open(wish)).isTrue();
        words.accept(List.of(new CertificateReleased("issuing", "5f", 10, SINCE, wish)));
        assertThat(open(wish)).isFalse();
    }

    /** It was fulfilled before, or came too late: the signer says what the certificate is, under the revision of then. */
    @Test
    void aKnownWordAnswersAWishToo() {
        words.accept(List.of(revoked(7, RevocationReason.SUPERSEDED)));
        UUID fulfilled = wish(RevocationReason.SUPERSEDED);
        words.accept(List.of(revoked(7, RevocationReason.SUPERSEDED, fulfilled)));
        assertThat(open(fulfilled)).isFalse();
        UUID late = wish(RevocationReason.CERTIFICATE_HOLD);
        words.accept(List.of(revoked(7, RevocationReason.SUPERSEDED, late)));
        assertThat(open(late)).isFalse();
    }

    @Test
    void aRefusalAnswersItsWishAndSaysWhy() {
        UUID wish = wish(RevocationReason.SUPERSEDED);
        words.refuse(new RevocationRefused(
                UUID.randomUUID(), "issuing", "5f", new Problem(ProblemType.NOT_FOUND, "Of another.")));
        assertThat(open(wish)).isTrue();
        words.refuse(new RevocationRefused(wish, "issuing", "5f", new Problem(ProblemType.NOT_FOUND, "Nothing.")));
        assertThat(open(wish)).isFalse();
        assertThat(web.jdbc.queryForObject("SELECT problem FROM revocation_request WHERE id = ?", String.class, wish))
                .contains("not-found", "Nothing.");
    }

    @Test
    void whatHasHadNoAnswerIsSaidAgainAtGrowingDistances() {
        UUID wish = wish(RevocationReason.SUPERSEDED);
        assertThat(unanswered.run()).isZero();
        for (long seconds : new long[] {60, 120, 240, 480, 600, 600}) {
            web.jdbc.update("UPDATE revocation_request SET announce_at = now() - interval '1 second'");
            assertThat(unanswered.run()).isEqualTo(1);
            assertThat(web.jdbc.queryForObject(
                            "SELECT announce_at FROM revocation_request WHERE id = ?", Timestamp.class, wish))
                    .isBetween(
                            Timestamp.from(Instant.now().plusSeconds(seconds - 20)),
                            Timestamp.from(Instant.now().plusSeconds(seconds + 1)));
        }
        // it waits in the outbox once
        assertThat(web.jdbc.queryForObject(
                        "SELECT count(*) FROM outbox WHERE type = 'revoke-certificate'", Integer.class))
                .isEqualTo(1);
    }

    @Test
    void aClockThatWasWrongDoesNotSilenceAWish() {
        wish(RevocationReason.SUPERSEDED);
        web.jdbc.update("UPDATE revocation_request SET announce_at = now() + interval '1 year'");
        assertThat(unanswered.run()).isEqualTo(1);
    }

    private static CertificateRevoked revoked(long revision, RevocationReason reason) {
        return revoked(revision, reason, null);
    }

    private static CertificateRevoked revoked(long revision, RevocationReason reason, @Nullable UUID answered) {
        return new CertificateRevoked("issuing", "5f", revision, reason, SINCE, answered);
    }

    private static CertificateReleased released(long revision) {
        return new CertificateReleased("issuing", "5f", revision, SINCE, null);
    }

    private Map<String, Object> state() {
        return web.jdbc.queryForMap("SELECT * FROM revocation");
    }

    private boolean open(UUID wish) {
        return Boolean.TRUE.equals(web.jdbc.queryForObject(
                "SELECT announce_at IS NOT NULL FROM revocation_request WHERE id = ?", Boolean.class, wish));
    }

    private UUID wish(RevocationReason reason) {
        RevokeCertificate command = new RevokeCertificate(
                UUID.randomUUID(), "issuing", "5f", reason, "token:one", "127.0.0.1", "c-1", web.clock.instant());
        web.asks(command);
        return command.revocationId();
    }
}
