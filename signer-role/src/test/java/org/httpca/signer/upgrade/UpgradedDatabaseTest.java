package org.httpca.signer.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.httpca.embedded.postgresql.TestRows;
import org.httpca.forward.outbox.OutboxSource;
import org.httpca.forward.outbox.Parcel;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.certificate.StoredIntent;
import org.httpca.signer.clearance.Checked;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.crl.CrlStore;
import org.httpca.signer.crl.Crls;
import org.httpca.signer.issuer.CrlShards;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.testing.SignerDatabase;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestSigner;
import org.httpca.signer.transmit.OutboxMark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Each folder {@code db/before/VERSION} has the rows that the release of that schema has left, and the keys that it left them with. A
 * new migration needs the rows of the version before it: {@code -Dhttpca.rows.write} writes those of the newest version, and is to be
 * run before the migration is added.
 */
class UpgradedDatabaseTest {
    private static final String ROWS = "rows.sql";
    private static final String WRITE = "httpca.rows.write";

    /** Its rows are in crl and crl_part since 2026.11.22.30. */
    private static final String FORMER_CRLS = "issuer_state";

    @TempDir
    private Path temporary;

    static List<Path> before() throws IOException, URISyntaxException {
        return TestRows.versions(UpgradedDatabaseTest.class);
    }

    @ParameterizedTest
    @MethodSource("before")
    void nothingIsLostAndTheWorkGoesOn(Path before) throws Exception {
        SignerDatabase database = SignerDatabase.another(before.getFileName().toString());
        TestRows rows = new TestRows(database.owner());
        rows.load(Files.readString(before.resolve(ROWS)));
        Map<String, List<String>> columns = rows.columns();
        List<String> crls = columns.containsKey(FORMER_CRLS) ? rows.in(FORMER_CRLS, List.of("crl")) : List.of();
        Map<String, List<String>> left = rows.in(columns);
        assertThat(TestRows.empty(left)).isEmpty();

        database.migrate();

        if (columns.remove(FORMER_CRLS) != null) {
            left.remove(FORMER_CRLS);
            assertThat(rows.in("crl_part", List.of("octets"))).isEqualTo(crls);
        }
        assertThat(rows.in(columns)).isEqualTo(left);
        assertThat(rows.invalid()).isEmpty();
        goesOn(database, Beside.load(before));
    }

    /** What writes the rows for later releases is in order, and so is going on without a migration. */
    @Test
    void whatThisReleaseLeavesIsGoneOnWith() throws Exception {
        SignerDatabase lived = SignerDatabase.another(null);
        String version = lived.migrate();
        Path folder = System.getProperty(WRITE) == null
                ? temporary
                : Files.createDirectories(
                        Path.of("src/test/resources/db/before").resolve(version));
        TestAdministrator mary = new TestAdministrator("mary", lived);
        TestAdministrator pierre = new TestAdministrator("pierre", lived);
        Beside.make(folder, Map.of("mary", mary.publicKeyPem(), "pierre", pierre.publicKeyPem()));
        TestRows rows = new TestRows(lived.owner());
        try (Lived life = new Lived(lived, Beside.load(folder), mary, pierre)) {
            life.live();
            Files.writeString(folder.resolve(ROWS), rows.script());
        }

        SignerDatabase again = SignerDatabase.another(null);
        new TestRows(again.owner()).load(Files.readString(folder.resolve(ROWS)));
        Map<String, List<String>> copied = new TestRows(again.owner()).in(rows.columns());
        if (System.getProperty(WRITE) != null) {
            assertThat(TestRows.empty(copied))
                    .as("tables that %s leaves empty", Lived.class.getSimpleName())
                    .isEmpty();
        }
        copied.remove("signer_instance"); // who was closed is there no more
        assertThat(rows.in(rows.columns())).containsAllEntriesOf(copied);
        goesOn(again, Beside.load(folder));
    }

    private static void goesOn(SignerDatabase database, Beside beside) throws Exception {
        // whoever left the rows is gone
        new JdbcTemplate(database.owner())
                .update("UPDATE signer_instance SET seen_at = seen_at - interval '10 minutes'");
        try (TestSigner signer =
                        new TestSigner(database, beside::administrators, beside.profiles(), new Issuers(List.of()));
                SigningBed bed = new SigningBed(
                        database.owner(),
                        database.runtime(),
                        beside.profiles(),
                        beside.issuer(),
                        TestSigner.CLEARANCE_KEY,
                        leftAt(database))) {
            everyRowIsReadAndGenuine(bed, signer);
            requestsInFlightComeToTheirEnd(bed, signer);
            revocationsStand(bed);
            messagesAreSent(bed);
        }
    }

    /** What was left is worked on as if that were now, whenever this runs: certificates end. */
    private static Instant leftAt(SignerDatabase database) {
        return Objects.requireNonNull(new JdbcTemplate(database.owner())
                        .queryForObject("SELECT max(updated_at) FROM request", OffsetDateTime.class))
                .toInstant();
    }

    private static void everyRowIsReadAndGenuine(SigningBed bed, TestSigner signer) {
        List<UUID> ids = bed.owner.queryForList("SELECT id FROM request", UUID.class);
        assertThat(ids).extracting(bed::state).contains(State.values());
        for (UUID id : ids) {
            StoredRequest row = bed.row(id);
            if (row.state() == State.WAITING_FOR_SIGNATURE) {
                assertThat(signer.check.cleared(row)).isNotInstanceOf(Checked.Altered.class);
            } else if (row.state() == State.WAITING_FOR_APPROVAL && row.tamperedAt() == null) {
                assertThat(signer.check.held(row)).isNotNull();
            }
        }
        Map<UUID, StoredIntent> intents = bed.intents.of(ids);
        assertThat(intents).isNotEmpty();
        assertThat(intents.values()).allMatch(bed.mac::holds);
        assertThat(bed.halts.stored().halted()).isFalse();
        assertThat(bed.count("issuing WHERE sequence > 0 AND mac IS NOT NULL")).isEqualTo(1);
    }

    private static void requestsInFlightComeToTheirEnd(SigningBed bed, TestSigner signer) throws Exception {
        long certificates = bed.count("certificate");
        long waiting = bed.count("request WHERE state = 'Waiting-For-Signature'");
        List<String> writtenDown = bed.owner.queryForList(
                "SELECT encode(tbs, 'hex') FROM intent WHERE request_id NOT IN (SELECT request_id FROM certificate)",
                String.class);
        assertThat(waiting).isEqualTo(4);
        assertThat(writtenDown).hasSize(1);
        signer.isPresent();
        signer.keepsProfiles(); // takes up what waited for a profile of somebody who is gone
        assertThat(signer.decides()).isEqualTo(1); // the last order was not counted yet
        BedSigner signing = bed.signer(signer.instance);
        bed.clock.forward(Duration.ofMinutes(30)); // leases of the process that was stopped run out
        while (signing.sign.run() > 0) {
            assertThat(bed.count("certificate")).isGreaterThan(certificates);
        }
        assertThat(bed.count("request WHERE state = 'Waiting-For-Signature'")).isZero();
        assertThat(bed.count("certificate")).isGreaterThanOrEqualTo(certificates + waiting + 1);
        assertThat(bed.count("certificate WHERE strpos(encode(der, 'hex'), '" + writtenDown.get(0) + "') > 0"))
                .isEqualTo(1);
        assertThat(bed.count("request WHERE outcome = 'Issued' AND serial IS NULL"))
                .isZero();
        assertThat(bed.owner.queryForList(
                        "SELECT DISTINCT outcome FROM request WHERE outcome IS NOT NULL", String.class))
                .hasSize(Outcome.values().length);
        bed.transactions.executeWithoutResult(status -> {
            List<Parcel> words = signing.outcomes.claim(1_000);
            assertThat(words).isNotEmpty();
            signing.outcomes.sent(words);
        });
        assertThat(bed.count("parked WHERE direction = 'out'")).isZero();
        assertThat(bed.count("request WHERE state = 'Waiting-For-Transmission'"))
                .isZero();
    }

    private static void revocationsStand(SigningBed bed) throws Exception {
        bed.transactions.executeWithoutResult(status -> bed.revocations.listed(
                "issuing", "", Instant.EPOCH, row -> assertThat(row.genuine()).isTrue()));
        List<String> compromised = bed.owner.queryForList(
                "SELECT DISTINCT spki_sha256 FROM certificate JOIN revocation USING (issuer, serial) WHERE reason = 1",
                String.class);
        assertThat(bed.revokedKeys.among(compromised)).containsExactlyInAnyOrderElementsOf(compromised);
        long number = Objects.requireNonNull(bed.owner.queryForObject("SELECT number FROM crl", Long.class));
        bed.clock.forward(Duration.ofDays(2));
        new Crls(
                        Crls.Kind.COMPLETE,
                        CrlShards.NONE,
                        bed.transactions,
                        bed.issuers,
                        new CrlStore(bed.jdbc),
                        bed.revocations,
                        bed.outbox,
                        bed.audit("signer-1"),
                        bed.clock,
                        UUID::randomUUID)
                .run();
        assertThat(bed.owner.queryForObject("SELECT number FROM crl", Long.class))
                .isGreaterThan(number);
    }

    private static void messagesAreSent(SigningBed bed) {
        OutboxMark mark = new OutboxMark(new FieldMac(bed.clearanceKey));
        OutboxSource source = new OutboxSource(bed.jdbc, bed.clock, mark, message -> {
            throw new AssertionError(message + " does not count as this signer's");
        });
        List<Parcel> parcels = Objects.requireNonNull(bed.transactions.execute(status -> source.claim(1_000)));
        assertThat(parcels).hasSizeGreaterThanOrEqualTo(6);
    }
}
