package org.httpca.signer.bed;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.security.KeyPair;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.httpca.embedded.postgresql.TestDatabases;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.forward.parked.Parked;
import org.httpca.message.MessageJson;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.Certificates;
import org.httpca.signer.certificate.IntentMac;
import org.httpca.signer.certificate.Intents;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.certificate.NamedShards;
import org.httpca.signer.clearance.Assessed;
import org.httpca.signer.clearance.Assessment;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.Clearances;
import org.httpca.signer.clearance.ClearedRequest;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.clearance.HeldRequest;
import org.httpca.signer.comparison.Comparisons;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.issuer.CrlShards;
import org.httpca.signer.issuer.Hierarchy;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.key.KeyType;
import org.httpca.signer.policy.BlockedKeys;
import org.httpca.signer.policy.ControlEvidence;
import org.httpca.signer.policy.OwnKeys;
import org.httpca.signer.policy.Policy;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.renewal.IssuedCertificates;
import org.httpca.signer.renewal.Renewals;
import org.httpca.signer.request.Lease;
import org.httpca.signer.request.Leases;
import org.httpca.signer.request.NewRequest;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.Standing;
import org.httpca.signer.request.State;
import org.httpca.signer.request.StoredRequest;
import org.httpca.signer.request.Verdict;
import org.httpca.signer.request.WaitingForApproval;
import org.httpca.signer.revocation.Revocations;
import org.httpca.signer.revocation.RevokedKeys;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.httpca.signer.transmit.OutboxMark;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A signer's database as it is after the accept stage. Names in {@code *.example} are cleared by policy, others are held. */
public final class SigningBed implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Hierarchy HIERARCHY = Hierarchies.of(KeyType.P256);
    private static final KeyPair SUBSCRIBER = TestCsr.ec("secp256r1");

    public final SettableClock clock;
    public final JdbcTemplate owner;
    public final JdbcTemplate jdbc;
    public final TransactionTemplate transactions;
    public final Wakes wakes;
    public final Outbox outbox;
    public final Parked parked;
    public final Profiles profiles;
    public final Proofs proofs = new Proofs();
    public final SecretKey clearanceKey;
    public final Clearances clearances;
    public final IntentMac mac;
    public final Halts halts;
    public final Comparisons comparisons;
    public final Intents intents;
    public final Certificates certificates;
    public final Revocations revocations;
    public final RevokedKeys revokedKeys;
    public final Requests requests;
    public final Leases leases;
    public final Renewals renewals;
    public final Issuer issuer;
    public final Issuers issuers;
    /** Of the signers that are made from now on. */
    public CrlShards shards = CrlShards.NONE;

    private final Assessment assessment;

    public SigningBed() {
        this(TestSigner.profiles("*.example"));
    }

    public SigningBed(Profiles profiles) {
        this(
                Database.OWNER,
                Database.RUNTIME,
                profiles,
                Hierarchies.issuer(KeyType.P256),
                Objects.requireNonNull(HIERARCHY.issuing().clearanceKey()),
                START);
        owner.execute(
                "TRUNCATE request, intent, revocation, revocation_count, responder_certificate, blocked_key, certificate, audit, audit_checkpoint, crl_part, crl, crl_number,"
                        + " publication_number, outbox, inbox, parked, admin_order, claim, signer_instance, waiting_for_profile,"
                        + " issuance_count, issuing, comparison, log_state, log_entry, log_head, log_place, renewal");
        owner.update("INSERT INTO comparison (id, compared_until) VALUES (1, ?)", Timestamp.from(START));
        owner.update("INSERT INTO log_state (id, size, frontier, seen, said) VALUES (1, 0, '', 0, 0)");
        owner.update("INSERT INTO issuing (id, halted, sequence) VALUES (1, false, 0)");
    }

    /** On a database of somebody else's, which keeps what it has. */
    public SigningBed(
            DataSource owner,
            DataSource runtime,
            Profiles profiles,
            Issuer issuer,
            SecretKey clearanceKey,
            Instant now) {
        this.profiles = profiles;
        this.issuer = issuer;
        this.clearanceKey = clearanceKey;
        issuers = new Issuers(List.of(issuer));
        clock = new SettableClock(now);
        clearances = new Clearances(new FieldMac(clearanceKey));
        mac = new IntentMac(new FieldMac(clearanceKey));
        this.owner = new JdbcTemplate(owner);
        jdbc = new JdbcTemplate(runtime);
        revokedKeys = new RevokedKeys(jdbc);
        transactions = new TransactionTemplate(new JdbcTransactionManager(runtime));
        wakes = new Wakes(runtime);
        outbox = new Outbox(jdbc, wakes, new OutboxMark(new FieldMac(clearanceKey)));
        parked = new Parked(jdbc, clock);
        halts = halts();
        comparisons = new Comparisons(jdbc, clock);
        intents = new Intents(jdbc);
        certificates = new Certificates(jdbc);
        revocations = new Revocations(jdbc, new FieldMac(clearanceKey), new NamedShards(new IssuerSignatures(issuers)));
        requests = new Requests(jdbc);
        leases = new Leases(jdbc);
        renewals = new Renewals(
                jdbc,
                new IssuedCertificates(
                        jdbc,
                        new IssuerSignatures(issuers),
                        requests,
                        new ClearanceCheck(clearances, () -> profiles, proofs)),
                revocations,
                clock);
        assessment = new Assessment(
                new Policy(
                        () -> profiles,
                        proofs,
                        BlockedKeys.none(),
                        revokedKeys,
                        OwnKeys.of(Map.of()),
                        name -> List.of(),
                        renewals,
                        ControlEvidence.none(),
                        clock),
                proofs,
                clearances);
    }

    /** As another process has it. */
    public Halts halts() {
        return new Halts(jdbc, new FieldMac(clearanceKey));
    }

    /** A signer process of that name. */
    public BedSigner signer(String instance) {
        return signer(instance, profiles);
    }

    /** One whose profiles.yml is another one. */
    public BedSigner signer(String instance, Profiles own) {
        return new BedSigner(this, instance, own, new FieldMac(clearanceKey), 0);
    }

    /** One whose stages hand to each other what they have just committed. */
    public BedSigner signerWithHands(String instance) {
        return new BedSigner(this, instance, profiles, new FieldMac(clearanceKey), 100);
    }

    /** One whose clearance key is another one. */
    public BedSigner signer(String instance, FieldMac own) {
        return new BedSigner(this, instance, profiles, own, 0);
    }

    public AuditLog audit(String instance) {
        return new AuditLog(jdbc, clock, instance);
    }

    /** As the accept stage leaves it. */
    public UUID accepts(String... names) {
        return acceptsFrom(null, names);
    }

    /** @param principal the token's or account's name; null for the anonymous */
    public UUID acceptsFrom(@Nullable String principal, String... names) {
        return accepts(Commands.of(principal, command(SUBSCRIBER, names)));
    }

    public UUID accepts(RequestCertificate command) {
        transactions.executeWithoutResult(status -> {
            Standing standing = assessment.of(command).standing();
            requests.insert(List.of(row(command, standing, null)), clock.instant());
            if (standing.state() != State.WAITING_FOR_TRANSMISSION) {
                renewals.add(List.of(command));
            }
        });
        return command.requestId();
    }

    /** A held request that has all its approvals, as the decide stage leaves it. */
    public void approves(UUID id) {
        HeldRequest held = Objects.requireNonNull(new ClearanceCheck(clearances, () -> profiles, proofs).held(row(id)));
        assertThat(new WaitingForApproval(jdbc)
                        .clear(row(id), held.approvalsRequired(), held.clearedByOrders(clearances), clock.instant()))
                .isTrue();
    }

    /** As the accept stage of that signer leaves it, which prepares at once what policy clears. */
    public UUID acceptsAtOnce(BedSigner signer, String... names) {
        RequestCertificate command = Commands.of(null, command(SUBSCRIBER, names));
        transactions.executeWithoutResult(status -> acceptAtOnce(signer, command));
        return command.requestId();
    }

    /** In the current transaction. */
    public void acceptAtOnce(BedSigner signer, RequestCertificate command) {
        Assessed assessed = assessment.of(command);
        List<ClearedRequest> cleared = List.of(Objects.requireNonNull(assessed.cleared()));
        assertThat(cleared).allMatch(signer.atOnce::canPrepare);
        Lease lease = signer.atOnce.lease(cleared, clock.instant()).orElseThrow();
        NewRequest row = row(command, assessed.standing(), lease);
        requests.insert(List.of(row), clock.instant());
        signer.atOnce.prepare("accept", Map.of(cleared.get(0), row.command()), clock.instant());
    }

    /** A request that was cleared although the linter will stop its certificate: it has a name twice. */
    public UUID clearsWhatTheLinterStops() {
        RequestCertificate command = Commands.request(
                UUID.randomUUID(),
                "server",
                null,
                null,
                TestCsr.with(SUBSCRIBER, "twice.example"),
                "twice.example",
                "twice.example");
        String hash = profiles.find("server").orElseThrow().hash();
        Octets clearance = clearances.clearedByPolicy(command.requestId(), command.digest(hash), hash, 0);
        insert(
                command,
                new Standing(
                        State.WAITING_FOR_SIGNATURE,
                        hash,
                        Issuer.ISSUING,
                        "[]",
                        0,
                        Verdict.CLEARED_BY_POLICY,
                        clearance,
                        null));
        return command.requestId();
    }

    public StoredRequest row(UUID id) {
        return requests.find(id).orElseThrow();
    }

    public State state(UUID id) {
        return row(id).state();
    }

    public long count(String table) {
        Long count = owner.queryForObject("SELECT count(*) FROM " + table, Long.class);
        return count == null ? 0 : count;
    }

    public long audited(UUID id, String event) {
        Long count = owner.queryForObject(
                "SELECT count(*) FROM audit WHERE request_id = ? AND event = ?", Long.class, id, event);
        return count == null ? 0 : count;
    }

    /** The DER that is stored for the request. */
    public byte[] certificate(UUID id) {
        return Objects.requireNonNull(certificates.of(List.of(id)).get(id));
    }

    /** The triggers of foreign keys keep the order of deletions; nothing keeps what is in the columns. */
    public void tampers(String sql, Object... values) {
        if (owner.update(sql, values) != 1) {
            throw new IllegalStateException("Tampered with another number of rows than one: " + sql);
        }
    }

    /** Counts the wakes from now on. Whoever begins to listen is woken once for that; it is waited for, and not counted. */
    public AtomicInteger wakesOf(String channel) throws InterruptedException {
        AtomicInteger woken = new AtomicInteger();
        Semaphore begun = new Semaphore(0);
        wakes.onWake(channel, () -> {
            woken.incrementAndGet();
            begun.release();
        });
        assertThat(begun.tryAcquire(1, TimeUnit.MINUTES)).isTrue();
        woken.set(0);
        return woken;
    }

    @Override
    public void close() {
        wakes.close();
    }

    private void insert(RequestCertificate command, Standing standing) {
        transactions.executeWithoutResult(
                status -> requests.insert(List.of(row(command, standing, null)), clock.instant()));
    }

    private static NewRequest row(RequestCertificate command, Standing standing, @Nullable Lease lease) {
        return new NewRequest(
                command.requestId(),
                MessageJson.write(command),
                command.proof().bytes().sha256(),
                command.profile(),
                "CN=bed",
                command.identifiers().stream().map(Identifier::value).toList(),
                null,
                command.source(),
                standing,
                lease);
    }

    public static RequestCertificate command(String... names) {
        return command(SUBSCRIBER, names);
    }

    private static RequestCertificate command(KeyPair key, String... names) {
        return Commands.request(UUID.randomUUID(), "server", null, null, TestCsr.with(key, names), names);
    }

    /** One for each JVM, emptied for each bed. */
    private static final class Database {
        private static final String USER = "signing_bed_runtime";
        static final HikariDataSource OWNER;
        static final HikariDataSource RUNTIME;

        static {
            TestDatabases.TestDatabase database = TestDatabases.create("signing");
            database.ensureRole(USER, "runtime");
            database.ensureRole("signing_bed_approval", "approval");
            OWNER = pool(database.url(), database.owner(), database.ownerPassword());
            Flyway.configure()
                    .dataSource(OWNER)
                    .locations("classpath:db/forward", "classpath:db/signer")
                    .placeholders(Map.of("signer_user", USER, "approval_user", "signing_bed_approval"))
                    .load()
                    .migrate();
            RUNTIME = pool(database.url(), USER, "runtime");
        }

        private static HikariDataSource pool(String url, String user, String password) {
            HikariDataSource pool = new HikariDataSource();
            pool.setJdbcUrl(url);
            pool.setUsername(user);
            pool.setPassword(password);
            pool.setMaximumPoolSize(8);
            pool.setMinimumIdle(0);
            return pool;
        }
    }
}
