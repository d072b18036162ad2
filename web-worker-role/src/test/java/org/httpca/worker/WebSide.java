package org.httpca.worker;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.httpca.embedded.postgresql.TestDatabases;
import org.httpca.embedded.postgresql.TestDatabases.TestDatabase;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.Uuids;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.message.Message;
import org.httpca.message.MessageJson;
import org.httpca.message.Proof;
import org.httpca.message.RequestCertificate;
import org.httpca.message.RequestResponderCertificate;
import org.httpca.message.RevokeCertificate;
import org.httpca.message.Role;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A web database with the web role's own migrations, seen with the worker's narrow rights, and identities of one installation. */
public final class WebSide implements AutoCloseable {
    public static final String PASSWORD = "of-the-test-worker";
    private static final SecureRandom RANDOM = new SecureRandom();

    public final Clock clock = Clock.systemUTC();
    public final MessagingAuthority authority = MessagingAuthority.create("test", clock, RANDOM);
    public final Identity signer = authority.issue(Role.SIGNER, "signer-1", Duration.ofDays(90));
    public final String url;
    public final String user;
    /** With the worker's rights. */
    public final JdbcTemplate jdbc;

    public final TransactionTemplate transactions;
    public final Wakes wakes;
    public final Outbox outbox;
    /** With all rights, for what the web role writes. */
    public final JdbcTemplate owner;

    private final HikariDataSource ownersPool;
    private final HikariDataSource workersPool;
    private final EnvelopeSealer sealer = new EnvelopeSealer(signer, clock, Uuids.v7Source(clock, RANDOM));

    public WebSide() {
        TestDatabase database = TestDatabases.create("worker");
        url = database.url();
        user = database.owner().replace("_owner", "_runtime");
        String web = database.owner().replace("_owner", "_web");
        database.ensureRole(user, PASSWORD);
        database.ensureRole(web, PASSWORD);
        PGSimpleDataSource asOwner = source(database.owner(), database.ownerPassword());
        Flyway.configure()
                .dataSource(asOwner)
                .locations("classpath:db/forward", "classpath:db/web")
                .placeholders(Map.of("web_user", web, "worker_user", user))
                .load()
                .migrate();
        // pooled: a login costs more than most of what the tests do with it
        ownersPool = pool(asOwner, 1);
        workersPool = pool(source(user, PASSWORD), 3);
        owner = new JdbcTemplate(ownersPool);
        jdbc = new JdbcTemplate(workersPool);
        transactions = new TransactionTemplate(new JdbcTransactionManager(workersPool));
        wakes = new Wakes(source(user, PASSWORD));
        outbox = new Outbox(jdbc, wakes);
    }

    private static HikariDataSource pool(PGSimpleDataSource source, int connections) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(source);
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(0);
        return pool;
    }

    private PGSimpleDataSource source(String name, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(name);
        source.setPassword(password);
        return source;
    }

    public EnvelopeVerifier verifier() {
        return new EnvelopeVerifier(authority.certificate(), "test", Role.WORKER, clock);
    }

    /** What a signer sends. */
    public byte[] seal(Message... events) {
        List<Outgoing> messages = Arrays.stream(events)
                .map(event -> Outgoing.of(UUID.randomUUID(), event))
                .toList();
        return sealer.seal(Role.WORKER, messages, Duration.ofHours(1));
    }

    /** A request as the web role leaves it, without its outbox row. */
    public RequestCertificate request(Instant submittedAt) {
        RequestCertificate command = new RequestCertificate(
                UUID.randomUUID(),
                "api",
                null,
                "127.0.0.1",
                new Proof("pkcs10", Octets.of(new byte[] {1, 2, 3})),
                List.of(Identifier.dns("a.example").orElseThrow()),
                "server",
                null,
                null,
                null,
                null,
                List.of(),
                null,
                "c-1",
                submittedAt);
        owner.update(
                """
                INSERT INTO request (id, command, profile, subject, submitted_at, updated_at, announce_at)
                VALUES (?, ?, 'server', 'CN=a.example', ?, ?, ?)
                """,
                command.requestId(),
                MessageJson.write(command),
                Timestamp.from(submittedAt),
                Timestamp.from(submittedAt),
                Timestamp.from(submittedAt.plusSeconds(30)));
        return command;
    }

    /** A wish as the web role leaves it, without its outbox row. */
    public void asks(RevokeCertificate command) {
        owner.update(
                """
                INSERT INTO revocation_request (id, issuer, serial, reason, command, principal, requested_at, announce_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                command.revocationId(),
                command.issuer(),
                command.serial(),
                command.reason().label(),
                MessageJson.write(command),
                command.principal(),
                Timestamp.from(command.requestedAt()),
                Timestamp.from(command.requestedAt().plusSeconds(30)));
    }

    /** A responder that the web role wants certified. */
    public void asks(RequestResponderCertificate command) {
        owner.update(
                """
                INSERT INTO ocsp_responder (id, issuer, private_key, csr, command, asked_at, announce_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                command.responderId(),
                command.issuer(),
                new byte[1],
                command.csr().toArray(),
                MessageJson.write(command),
                Timestamp.from(command.requestedAt()),
                Timestamp.from(command.requestedAt().plusSeconds(30)));
    }

    /**
     * A certificate for one name that somebody asked for by the profile "server", as requests and answers leave it; its DER is none.
     *
     * @param email as the requester wrote it
     * @return its serial number
     */
    public String issued(
            String name, Instant notBefore, Instant notAfter, @Nullable String principal, @Nullable String email) {
        UUID id = UUID.randomUUID();
        String serial = id.toString().replace("-", "");
        owner.update("""
                INSERT INTO request (id, command, profile, subject, principal, submitted_at, updated_at)
                VALUES (?, json_build_object('requester', json_build_object('email', ?::text))::text, 'server', ?, ?, now(), now())
                """, id, email, "CN=" + name, principal);
        jdbc.update(
                """
                WITH added AS (
                INSERT INTO certificate (issuer, serial, request_id, der, subject, identifiers, key_label, spki_sha256, sha256,
                    not_before, not_after, received_at)
                VALUES ('issuing', ?, ?, '', ?, ?, 'P-256', repeat('0', 64), repeat('1', 64), ?, ?, now())
                RETURNING number, request_id, subject, identifiers),
                named AS (
                INSERT INTO certificate_name (name, number)
                SELECT n, a.number FROM added a, certificate_names(a.subject, a.identifiers) AS n)
                INSERT INTO certificate_requester (requester, number)
                SELECT r, a.number FROM added a JOIN request q ON q.id = a.request_id,
                    certificate_requesters(q.principal, q.command) AS r
                """,
                serial,
                id,
                "CN=" + name,
                new String[] {name},
                Timestamp.from(notBefore),
                Timestamp.from(notAfter));
        return serial;
    }

    /** As a renewal by the holder leaves it; whether anything came of the request is another matter. */
    public void replaces(UUID requestId, String serial) {
        owner.update(
                "INSERT INTO replacement (request_id, issuer, serial, csr_sha256) VALUES (?, 'issuing', ?, '')",
                requestId,
                serial);
    }

    /** The request that a certificate was issued for. */
    public UUID requestOf(String serial) {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT request_id FROM certificate WHERE serial = ?", UUID.class, serial));
    }

    public void breakCommandOf(String serial) {
        owner.update(
                "UPDATE request SET command = '{' FROM certificate c WHERE c.request_id = request.id AND c.serial = ?",
                serial);
    }

    /** Certificates for one name each that end one after the other, each of which replaced another; and what the planner must know of them. */
    public void fill(int count, Instant firstEnd, Duration apart) {
        owner.update(
                """
                WITH asked AS (
                INSERT INTO request (id, command, profile, subject, principal, submitted_at, updated_at)
                SELECT md5(n::text)::uuid, '{}', 'server', '', 'token:t' || n % 10, now(), now() FROM generate_series(1, ?::int) n),
                added AS (
                INSERT INTO certificate (issuer, serial, request_id, der, subject, identifiers, key_label, spki_sha256, sha256, not_before,
                    not_after, received_at)
                SELECT 'issuing', to_hex(n), md5(n::text)::uuid, '', 'CN=n' || n || '.example', array['n' || n || '.example'], 'P-256',
                    md5(n::text), md5(n::text), ?::timestamptz + n * ?::interval - interval '90 days', ?::timestamptz + n * ?::interval, now()
                FROM generate_series(1, ?::int) n
                RETURNING number, subject, identifiers)
                INSERT INTO certificate_name (name, number) SELECT n, number FROM added, certificate_names(subject, identifiers) n
                """,
                count, Timestamp.from(firstEnd), apart.toString(), Timestamp.from(firstEnd), apart.toString(), count);
        owner.update(
                "INSERT INTO replacement SELECT md5(n::text)::uuid, 'before', to_hex(n), '' FROM generate_series(1, ?::int) n",
                count);
        owner.execute("ANALYZE");
    }

    /** How PostgreSQL goes about it. */
    public String plan(String sql) {
        return String.join("\n", owner.queryForList("EXPLAIN " + sql, String.class));
    }

    /** As the signer's word leaves it. */
    public void revoked(String serial, String reason) {
        jdbc.update(
                "INSERT INTO revocation (issuer, serial, revision, reason, at) VALUES ('issuing', ?, 1, ?, now())",
                serial,
                reason);
    }

    public RequestCertificate request() {
        return request(clock.instant());
    }

    public Map<String, Object> row(UUID requestId) {
        return jdbc.queryForMap("SELECT * FROM request WHERE id = ?", requestId);
    }

    /** When an open request is announced again. */
    public Instant announceAt(UUID requestId) {
        Timestamp at = jdbc.queryForObject("SELECT announce_at FROM request WHERE id = ?", Timestamp.class, requestId);
        return Objects.requireNonNull(at).toInstant();
    }

    public String status(UUID requestId) {
        return String.valueOf(row(requestId).get("status"));
    }

    @Override
    public void close() {
        wakes.close();
        workersPool.close();
        ownersPool.close();
    }
}
