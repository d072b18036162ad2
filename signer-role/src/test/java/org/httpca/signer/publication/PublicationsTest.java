package org.httpca.signer.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.httpca.audit.AuditCheckpoint;
import org.httpca.audit.AuditHead;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.envelope.Opening;
import org.httpca.forward.inbox.InboxCounts;
import org.httpca.forward.loop.LoopState;
import org.httpca.forward.outbox.Express;
import org.httpca.log.TreeHash;
import org.httpca.log.TreeHead;
import org.httpca.message.AuditCheckpointPublished;
import org.httpca.message.HeartbeatPublished;
import org.httpca.message.IssuersPublished;
import org.httpca.message.Message;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.ProfilesPublished;
import org.httpca.message.PublishedIssuer;
import org.httpca.message.Role;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.crl.CrlStore;
import org.httpca.signer.issuer.Roots;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

class PublicationsTest {
    private final SigningBed bed = new SigningBed();
    private final MessagingAuthority authority = MessagingAuthority.create("bed", bed.clock, new SecureRandom());
    private final Identity identity = authority.issue(Role.SIGNER, "signer-1", Duration.ofDays(90));
    private final PublicationNumbers numbers = new PublicationNumbers(bed.jdbc, bed.clock);

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void profilesAndIssuersArePublishedAtTheStartAndAgainLater() throws Exception {
        Publications publications = new Publications(
                bed.transactions,
                () -> bed.profiles,
                bed.issuers,
                Roots.of(List.of(), bed.issuers, null),
                numbers,
                bed.outbox,
                bed.clock,
                UUID::randomUUID);
        publications.run();
        ProfilesPublished profiles = (ProfilesPublished) only(MessageType.PROFILES_PUBLISHED);
        assertThat(profiles.profiles()).isEqualTo(bed.profiles.toPublished());
        IssuersPublished issuers = (IssuersPublished) only(MessageType.ISSUERS_PUBLISHED);
        assertThat(issuers.issuers()).extracting(PublishedIssuer::name).containsExactly("issuing", "root");
        assertThat(issuers.issuers()).extracting(PublishedIssuer::root).containsExactly(false, true);
        assertThat(issuers.issuers().get(0).chain())
                .containsExactly(issuers.issuers().get(1).certificate());

        publications.run();
        assertThat(((ProfilesPublished) only(MessageType.PROFILES_PUBLISHED)).number())
                .isEqualTo(profiles.number());
        bed.clock.forward(Publications.EVERY);
        publications.run();
        assertThat(((ProfilesPublished) only(MessageType.PROFILES_PUBLISHED)).number())
                .isGreaterThan(profiles.number());
    }

    @Test
    void numbersGrowWithTheClockStandingStill() {
        long first = Objects.requireNonNull(bed.transactions.execute(status -> numbers.next("x")));
        long second = Objects.requireNonNull(bed.transactions.execute(status -> numbers.next("x")));
        assertThat(first).isEqualTo(bed.clock.millis());
        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void aHeartbeatSaysHowTheSignerIs() throws Exception {
        bed.accepts("www.example");
        bed.accepts("www.elsewhere.org");
        Instant turn = SigningBed.START.minusSeconds(3);
        heartbeat(List.of(new LoopState("sign", turn, null, 0))).run();
        HeartbeatPublished beat = (HeartbeatPublished) only(MessageType.HEARTBEAT_PUBLISHED);
        assertThat(beat.instance()).isEqualTo("signer-1");
        assertThat(beat.requestsByState())
                .isEqualTo(Map.of("Waiting-For-Approval", 1L, "Waiting-For-Signature", 1L, "replayed", 2L));
        assertThat(beat.stages()).isEqualTo(Map.of("sign", turn));
        assertThat(beat.alarms()).isEmpty();
    }

    @Test
    void alarmsAreSentences() throws Exception {
        bed.jdbc.update(
                "INSERT INTO crl (issuer, shard, number, next_update) VALUES ('issuing', '', 1, ?::timestamptz)",
                bed.clock.instant().minusSeconds(1).toString());
        bed.parked.outgoing("too large", new byte[1]);
        heartbeat(List.of(new LoopState("decide", null, "SQLException: secret", 3)))
                .run();
        HeartbeatPublished beat = (HeartbeatPublished) only(MessageType.HEARTBEAT_PUBLISHED);
        assertThat(beat.alarms()).hasSize(3);
        assertThat(beat.alarms().get(0)).contains("CRL").contains("ended at");
        assertThat(beat.alarms().get(1)).contains("parked");
        assertThat(beat.alarms().get(2)).contains("'decide'").doesNotContain("secret");
    }

    /** A week's CRL three days before its end, a day's delta ten hours. */
    @Test
    void shardsAndDeltasThatEndAreToldOf() throws Exception {
        for (String shard : List.of("", "7", "delta")) {
            bed.jdbc.update(
                    "INSERT INTO crl (issuer, shard, number, next_update) VALUES ('issuing', ?, 1, ?::timestamptz)",
                    shard,
                    bed.clock
                            .instant()
                            .plus(shard.equals("7") ? Duration.ofHours(71) : Duration.ofHours(73))
                            .toString());
        }
        heartbeat(List.of()).run();
        assertThat(((HeartbeatPublished) only(MessageType.HEARTBEAT_PUBLISHED)).alarms())
                .singleElement()
                .asString()
                .contains("The CRL '7' of issuer 'issuing'");
        bed.owner.update("DELETE FROM outbox");
        bed.owner.update(
                "UPDATE crl SET next_update = ?::timestamptz WHERE shard <> ''",
                bed.clock.instant().plus(Duration.ofHours(10)).toString());
        bed.clock.forward(Duration.ofMinutes(1));
        heartbeat(List.of()).run();
        assertThat(((HeartbeatPublished) only(MessageType.HEARTBEAT_PUBLISHED)).alarms())
                .hasSize(2)
                .last()
                .asString()
                .contains("The CRL 'delta' of issuer 'issuing'");
    }

    @Test
    void checkpointsAreSignedWhenSomethingWasAudited() throws Exception {
        AuditLog audit = bed.audit("signer-1");
        AuditHead log = new AuditHead(TreeHead.CHAIN, 7, TreeHash.leaf("it"));
        Checkpoints checkpoints = new Checkpoints(
                bed.transactions,
                bed.jdbc,
                audit,
                () -> log,
                () -> identity,
                numbers,
                bed.outbox,
                bed.clock,
                UUID::randomUUID);
        checkpoints.run();
        assertThat(bed.count("audit_checkpoint")).isZero();

        bed.transactions.executeWithoutResult(status -> audit.record("sign", "tested", null, Map.of()));
        checkpoints.run();
        assertThat(bed.count("audit_checkpoint")).isZero(); // not every turn
        bed.clock.forward(Checkpoints.EVERY);
        checkpoints.run();
        AuditCheckpointPublished event = (AuditCheckpointPublished) only(MessageType.AUDIT_CHECKPOINT_PUBLISHED);
        AuditCheckpoint checkpoint = AuditCheckpoint.verify(event.checkpoint(), authority.certificate(), "bed")
                .orElseThrow();
        assertThat(checkpoint.heads())
                .startsWith(audit.heads().toArray(AuditHead[]::new))
                .endsWith(log);
        assertThat(checkpoint.number()).isEqualTo(event.number());

        bed.clock.forward(Checkpoints.EVERY);
        checkpoints.run();
        assertThat(bed.count("audit_checkpoint")).isEqualTo(1);
    }

    @Test
    void withoutItsDatabaseTheSignerSaysSoPastTheOutbox() throws Exception {
        TransactionTemplate broken = new TransactionTemplate(new JdbcTransactionManager(new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLTransientConnectionException("away", "08001");
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        }));
        Instant since = SigningBed.START.minusSeconds(9);
        List<byte[]> sent = new ArrayList<>();
        Heartbeat heartbeat = heartbeat(broken, List.of(), Optional.of(since), sent);
        assertThatThrownBy(heartbeat::run).isInstanceOf(TransactionException.class);
        assertThatThrownBy(heartbeat::run).isInstanceOf(TransactionException.class);

        EnvelopeVerifier worker = new EnvelopeVerifier(authority.certificate(), "bed", Role.WORKER, bed.clock);
        List<HeartbeatPublished> beats = sent.stream()
                .map(body ->
                        ((Opening.Opened) worker.open(body)).messages().get(0).value())
                .map(HeartbeatPublished.class::cast)
                .toList();
        assertThat(beats).hasSize(2);
        assertThat(beats.get(0).alarms())
                .singleElement()
                .asString()
                .startsWith("The signer's database cannot be reached since " + since + ": ");
        assertThat(beats.get(1).number())
                .as("is newer, though the clock stands still")
                .isGreaterThan(beats.get(0).number());
        bed.clock.forward(Duration.ofMillis(2));
        heartbeat(List.of()).run();
        assertThat(((HeartbeatPublished) only(MessageType.HEARTBEAT_PUBLISHED)).number())
                .as("what it says once the database is back is newer still")
                .isGreaterThan(beats.get(1).number());
    }

    @Test
    void aFullDiskIsSaidPastIt() {
        TransactionTemplate full = new TransactionTemplate(new JdbcTransactionManager(new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("could not extend file", "53100");
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        }));
        List<byte[]> sent = new ArrayList<>();
        Heartbeat heartbeat = heartbeat(full, List.of(), Optional.empty(), sent);
        assertThatThrownBy(heartbeat::run).isInstanceOf(TransactionException.class);
        EnvelopeVerifier worker = new EnvelopeVerifier(authority.certificate(), "bed", Role.WORKER, bed.clock);
        HeartbeatPublished beat = (HeartbeatPublished)
                ((Opening.Opened) worker.open(sent.get(0))).messages().get(0).value();
        assertThat(beat.alarms()).singleElement().asString().startsWith("The disk of the signer's database is full");
    }

    private Heartbeat heartbeat(List<LoopState> stages) {
        return heartbeat(bed.transactions, stages, Optional.empty(), new ArrayList<>());
    }

    private Heartbeat heartbeat(
            TransactionTemplate transactions, List<LoopState> stages, Optional<Instant> away, List<byte[]> sent) {
        return new Heartbeat(
                transactions,
                "signer-1",
                "test",
                bed.requests,
                () -> new InboxCounts(7, 2, 0, 0),
                () -> stages,
                new Alarms(
                        "signer-1",
                        bed.issuers,
                        Roots.of(List.of(), bed.issuers, null),
                        new CrlStore(bed.jdbc),
                        bed.parked,
                        List.of(),
                        bed.clock),
                numbers,
                bed.outbox,
                new Express(
                        new EnvelopeSealer(identity, bed.clock, UUID::randomUUID),
                        (exchange, key, bodies) -> sent.addAll(bodies)),
                () -> away,
                bed.clock,
                UUID::randomUUID);
    }

    private Message only(MessageType type) throws Exception {
        List<String> bodies =
                bed.owner.queryForList("SELECT body FROM outbox WHERE type = ?", String.class, type.wireName());
        assertThat(bodies).hasSize(1);
        return MessageJson.read(type, bodies.get(0));
    }
}
