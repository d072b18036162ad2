package org.httpca.worker.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.httpca.message.CertificateReleased;
import org.httpca.message.CertificateRevoked;
import org.httpca.message.CrlPublished;
import org.httpca.message.RevokeCertificate;
import org.httpca.pki.RevocationReason;
import org.httpca.worker.TestCertificates;
import org.httpca.worker.WebSide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Words about certificates that one of the two sides has lost. */
class ListedRevocationsTest {
    private static final Instant SINCE = Instant.parse("2026-11-21T10:00:00Z");
    private static final long LATER = SINCE.plusSeconds(600).toEpochMilli();

    private final WebSide web = new WebSide();
    private final RevocationWords words = new RevocationWords(web.jdbc);
    private final Publications publications = new Publications(
            web.jdbc,
            new PublishedCrls(web.jdbc, new ListedRevocations(web.jdbc, web.outbox, UUID::randomUUID)),
            () -> null,
            "test");

    @BeforeEach
    void certificate() {
        certificate("5f", "2099-01-01T00:00:00Z");
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void aWordThatWasLostIsLearntFromTheCrl() {
        lists(LATER, Map.of("5f", 4, "60", 0));
        assertThat(states()).containsExactly("5f superseded", "60 unspecified");
        // the word itself comes late, and a newer one counts
        says(new CertificateRevoked("issuing", "5f", LATER - 90_000, RevocationReason.CERTIFICATE_HOLD, SINCE, null));
        assertThat(states()).contains("5f superseded");
        says(new CertificateRevoked("issuing", "5f", LATER, RevocationReason.KEY_COMPROMISE, SINCE, null));
        assertThat(states()).contains("5f keyCompromise");
        assertThat(said()).isEmpty();
    }

    @Test
    void anotherReasonIsLearntToo() {
        says(revoked(RevocationReason.CERTIFICATE_HOLD));
        Timestamp before = changed();
        lists(LATER, Map.of("5f", 1));
        assertThat(states()).containsExactly("5f keyCompromise");
        // by which web roles see that what they have answered holds no more
        assertThat(changed()).isAfter(before);
    }

    @Test
    void anOlderCrlChangesNothing() {
        lists(LATER, Map.of());
        lists(LATER - 1, Map.of("5f", 4));
        assertThat(states()).isEmpty();
    }

    /** The word was said while the CRL was made: which of the two is the later one, nobody knows. */
    @Test
    void whatChangedAMomentBeforeTheCrlIsLeftAlone() {
        says(new CertificateReleased("issuing", "5f", LATER - 1_000, SINCE, null));
        lists(LATER, Map.of("5f", 6));
        assertThat(states()).containsExactly("5f released");
        says(new CertificateRevoked("issuing", "5f", LATER - 500, RevocationReason.SUPERSEDED, SINCE, null));
        lists(LATER + 1, Map.of());
        assertThat(states()).containsExactly("5f superseded");
        assertThat(said()).isEmpty();
    }

    @Test
    void whatTheSignerHasLostIsSaidAgainAsItWasSaidThen() {
        RevokeCertificate command = new RevokeCertificate(
                UUID.randomUUID(),
                "issuing",
                "5f",
                RevocationReason.SUPERSEDED,
                "token:one",
                "127.0.0.1",
                "c-1",
                SINCE);
        web.asks(command);
        says(new CertificateRevoked(
                "issuing", "5f", SINCE.toEpochMilli(), RevocationReason.SUPERSEDED, SINCE, command.revocationId()));
        lists(LATER, Map.of());
        // again while it waits: once
        lists(LATER, Map.of());
        assertThat(said())
                .singleElement()
                .asString()
                .contains(command.revocationId().toString(), "\"principal\":\"token:one\"");
        assertThat(states()).containsExactly("5f superseded");
    }

    @Test
    void whatAnAdministratorHadOrderedIsSaidWithTheTimeOfThen() {
        says(revoked(RevocationReason.KEY_COMPROMISE));
        lists(LATER, Map.of());
        assertThat(said())
                .singleElement()
                .asString()
                .contains(
                        "\"serial\":\"5f\"",
                        "\"reason\":\"keyCompromise\"",
                        "\"principal\":\"worker:crl\"",
                        "\"requestedAt\":\"2026-11-21T10:00:00Z\"");
    }

    @Test
    void anOrderedHoldThatIsNotListedWasReleased() {
        says(revoked(RevocationReason.CERTIFICATE_HOLD));
        lists(LATER, Map.of());
        assertThat(states()).containsExactly("5f released");
        assertThat(said()).isEmpty();
    }

    @Test
    void whatHasEndedNeedsNotToBeListed() {
        certificate("61", "2026-11-21T10:05:00Z");
        says(new CertificateRevoked("issuing", "61", SINCE.toEpochMilli(), RevocationReason.SUPERSEDED, SINCE, null));
        lists(LATER, Map.of());
        assertThat(said()).isEmpty();
    }

    private Timestamp changed() {
        return Objects.requireNonNull(
                web.jdbc.queryForObject("SELECT changed_at FROM revocation WHERE serial = '5f'", Timestamp.class));
    }

    private static CertificateRevoked revoked(RevocationReason reason) {
        return new CertificateRevoked("issuing", "5f", SINCE.toEpochMilli(), reason, SINCE, null);
    }

    private void says(org.httpca.message.CertificateEvent word) {
        words.accept(List.of(word));
    }

    private void lists(long number, Map<String, Integer> entries) {
        web.transactions.executeWithoutResult(status -> publications.accept(new CrlPublished(
                "issuing", "", number, TestCertificates.crl(Instant.ofEpochMilli(number), entries), null)));
    }

    private List<String> states() {
        return web.jdbc.queryForList(
                "SELECT serial || ' ' || coalesce(reason, 'released') FROM revocation ORDER BY serial", String.class);
    }

    private List<String> said() {
        return web.jdbc.queryForList("SELECT body FROM outbox WHERE type = 'revoke-certificate'", String.class);
    }

    private void certificate(String serial, String notAfter) {
        web.jdbc.update(
                "INSERT INTO certificate (issuer, serial, der, subject, identifiers, key_label, spki_sha256, sha256,"
                        + " not_before, not_after, received_at) VALUES ('issuing', ?, '', '', '{}', '', '', '', now(),"
                        + " ?::timestamptz, now())",
                serial,
                notAfter);
    }
}
