package org.httpca.worker.accept;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.httpca.audit.AuditCheckpoint;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingTrust;
import org.httpca.forward.inbox.Inbox;
import org.httpca.message.ApprovalCounted;
import org.httpca.message.AuditCheckpointPublished;
import org.httpca.message.CertificateIssued;
import org.httpca.message.CertificatePlace;
import org.httpca.message.CertificatesCounted;
import org.httpca.message.CrlPublished;
import org.httpca.message.HeartbeatPublished;
import org.httpca.message.IssuersPublished;
import org.httpca.message.LearnCertificates;
import org.httpca.message.Message;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.ProfilesPublished;
import org.httpca.message.PublishedIssuer;
import org.httpca.message.PublishedProfile;
import org.httpca.message.RequestHeld;
import org.httpca.message.RequestRejected;
import org.httpca.message.RequestWithdrawn;
import org.httpca.message.Role;
import org.httpca.message.RuleFinding;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.worker.TestCertificates;
import org.httpca.worker.WebSide;
import org.httpca.worker.management.Outcomes;
import org.httpca.worker.settings.WorkerSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AcceptedEventsTest {
    private final WebSide web = new WebSide();
    private final Inbox inbox = new Inbox(
            "httpca.web",
            web.verifier(),
            web.jdbc,
            web.transactions,
            new AcceptedEvents(
                    new RequestOutcomes(
                            web.jdbc,
                            web.clock,
                            new WorkerSettings.Announce(Duration.ofSeconds(30), Duration.ofHours(1)),
                            new Outcomes(new SimpleMeterRegistry())),
                    new Publications(
                            web.jdbc,
                            new PublishedCrls(web.jdbc, new ListedRevocations(web.jdbc, web.outbox, UUID::randomUUID)),
                            () -> MessagingTrust.of(web.authority.certificate()),
                            "test"),
                    new CertificateAnswers(web.jdbc, web.outbox, UUID::randomUUID),
                    new RevocationWords(web.jdbc),
                    new ResponderAnswers(web.jdbc),
                    new PublishedLog(
                            web.jdbc,
                            () -> MessagingTrust.of(web.authority.certificate()),
                            "test",
                            web.outbox,
                            UUID::randomUUID),
                    web.wakes),
            refusal -> {},
            web.clock);
    private final UUID id = web.request().requestId();

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void held_shows_what_policy_found_and_is_asked_about_in_an_hour() {
        accept(held(1, 2));
        Map<String, Object> row = web.row(id);
        assertThat(row)
                .containsEntry("status", "waiting-for-approval")
                .containsEntry("revision", 1L)
                .containsEntry("approvals_required", 2)
                .containsEntry("approvals_given", 0);
        assertThat(row.get("findings")).asString().contains("names-in-zone");
        assertThat(web.announceAt(id)).isAfter(Instant.now().plus(Duration.ofMinutes(59)));
    }

    @Test
    void approvals_are_counted_until_it_waits_for_its_signature() {
        accept(held(1, 2), new ApprovalCounted(id, 2, 1, 2));
        assertThat(web.row(id)).containsEntry("status", "waiting-for-approval").containsEntry("approvals_given", 1);
        accept(new ApprovalCounted(id, 3, 2, 2));
        assertThat(web.row(id)).containsEntry("status", "waiting-for-signature").containsEntry("approvals_given", 2);
        assertThat(web.announceAt(id)).isBefore(Instant.now().plus(Duration.ofMinutes(1)));
    }

    @Test
    void rejected_is_final_and_says_why() {
        accept(rejected(1));
        Map<String, Object> row = web.row(id);
        assertThat(row).containsEntry("status", "rejected").containsEntry("announce_at", null);
        assertThat(row.get("problem")).asString().contains("not.example is not ours");
    }

    @Test
    void issued_leaves_the_certificate_and_the_request_that_it_answers() {
        accept(issued(7));
        assertThat(web.row(id))
                .containsEntry("status", "issued")
                .containsEntry("issuer", "issuing")
                .containsEntry("serial", "2a")
                .containsEntry("announce_at", null);
        Map<String, Object> certificate = web.jdbc.queryForMap("SELECT * FROM certificate");
        assertThat(certificate)
                .containsEntry("issuer", "issuing")
                .containsEntry("serial", "2a")
                .containsEntry("request_id", id)
                .containsEntry("key_label", "EC P-256")
                .containsEntry("not_before", Timestamp.from(TestCertificates.FROM))
                .containsEntry("not_after", Timestamp.from(TestCertificates.TO));
        assertThat(certificate.get("subject")).asString().isEqualToIgnoringCase("CN=a.example");
        assertThat(web.jdbc.queryForObject("SELECT array_to_string(identifiers, ' ') FROM certificate", String.class))
                .isEqualTo("a.example 192.0.2.7 2001:db8::1");
        assertThat(web.jdbc.queryForObject(
                        "SELECT sha256 = encode(sha256(der), 'hex') FROM certificate", Boolean.class))
                .isTrue();
    }

    /** Said twice, it stands there once; the common name is one of the names already. */
    @Test
    void issued_leaves_what_the_certificate_is_found_by() {
        web.jdbc.update("UPDATE request SET principal = 'token:Robot' WHERE id = ?", id);
        accept(issued(7));
        accept(issued(7));
        String number = " JOIN certificate c USING (number) WHERE c.serial = '2a' ORDER BY 1";
        assertThat(web.jdbc.queryForList("SELECT name FROM certificate_name" + number, String.class))
                .containsExactly("192.0.2.7", "2001:db8::1", "a.example");
        assertThat(web.jdbc.queryForList("SELECT requester FROM certificate_requester" + number, String.class))
                .containsExactly("token:robot");
    }

    /** The web role writes commands: it must not be able to keep the certificates of others from being taken in. */
    @Test
    void a_command_that_cannot_be_read_names_the_token_alone() {
        for (String command :
                List.of("no JSON", "", "[]", "{\"requester\": 1}", "{\"requester\": {\"name\": \"\\u0000\"}}")) {
            assertThat(web.jdbc.queryForList("SELECT certificate_requesters('token:A', ?)", String.class, command))
                    .as(command)
                    .containsExactly("token:a");
        }
        assertThat(web.jdbc.queryForList(
                        "SELECT certificate_requesters(NULL, '{\"requester\": {\"name\": \"Ann\"}}')", String.class))
                .containsExactly("ann");
    }

    @Test
    void an_outcome_is_the_last_word_also_of_a_signer_that_counts_from_an_older_copy() {
        accept(held(1, 2), new ApprovalCounted(id, 7, 1, 2));
        accept(issued(3));
        assertThat(web.row(id)).containsEntry("status", "issued").containsEntry("revision", 7L);
    }

    @Test
    void a_signer_that_lacks_certificates_is_told_them_a_hundred_at_a_time() throws Exception {
        for (int i = 0; i < 3; i++) {
            accept(new CertificateIssued(
                    web.request().requestId(),
                    2,
                    "issuing",
                    Integer.toHexString(64 + i),
                    TestCertificates.certificate(64 + i)));
        }
        web.jdbc.update("""
                INSERT INTO certificate SELECT issuer, '50' || n, NULL, der, subject, identifiers, key_label, spki_sha256, sha256,
                    not_before, not_after, received_at FROM certificate, generate_series(100, 219) n WHERE serial = '40'
                """);
        LearnCertificates first = answer(0, "0", null);
        assertThat(first.certificates()).hasSize(LearnCertificates.MOST);
        assertThat(first.certificates().get(0).requestId()).isNotNull();
        assertThat(first.number()).isEqualTo(77);
        LearnCertificates second = answer(0, "0", first.next());
        assertThat(second.certificates()).hasSize(23);
        assertThat(second.next()).isNull();
    }

    @Test
    void a_signer_that_knows_them_all_is_told_so() throws Exception {
        accept(issued(2));
        String digest = Octets.of("issuing:2a".getBytes(StandardCharsets.UTF_8))
                .sha256()
                .hex()
                .substring(0, 16);
        LearnCertificates same = answer(1, digest.replaceFirst("^0+", ""), null);
        assertThat(same.certificates()).isEmpty();
        assertThat(same.next()).isNull();
        assertThat(answer(1, "1", null).certificates()).hasSize(1);
    }

    private LearnCertificates answer(long count, String digest, @Nullable CertificatePlace after) throws Exception {
        accept(new CertificatesCounted(
                77, TestCertificates.FROM.minusSeconds(1), TestCertificates.FROM.plusSeconds(1), count, digest, after));
        return (LearnCertificates) MessageJson.read(
                MessageType.LEARN_CERTIFICATES,
                Objects.requireNonNull(web.jdbc.queryForObject(
                        "SELECT body FROM outbox WHERE type = 'learn-certificates'", String.class)));
    }

    @Test
    void withdrawn_is_final() {
        accept(new RequestWithdrawn(id, 2));
        assertThat(web.row(id)).containsEntry("status", "withdrawn").containsEntry("announce_at", null);
        accept(issued(3));
        assertThat(web.status(id)).isEqualTo("withdrawn");
    }

    @Test
    void late_and_repeated_words_change_nothing() {
        accept(issued(5));
        Map<String, Object> before = web.row(id);
        accept(held(1, 2), issued(5), issued(6), rejected(9), new ApprovalCounted(id, 4, 1, 2));
        assertThat(web.row(id)).isEqualTo(before);
        assertThat(web.jdbc.queryForObject("SELECT count(*) FROM certificate", Long.class))
                .isEqualTo(1);
        assertThat(inbox.counts().refused()).isZero();
    }

    @Test
    void whatever_the_order_the_greatest_revision_holds() {
        List<Message> words = List.of(
                held(1, 3),
                new ApprovalCounted(id, 2, 1, 3),
                new ApprovalCounted(id, 3, 2, 3),
                held(4, 2),
                new ApprovalCounted(id, 5, 1, 2));
        Random random = new Random(42);
        for (int i = 0; i < 10; i++) {
            List<Message> shuffled = new ArrayList<>(words);
            Collections.shuffle(shuffled, random);
            web.jdbc.update("UPDATE request SET status = 'submitted', revision = 0");
            if (i % 2 == 0) {
                shuffled.forEach(this::accept);
            } else {
                accept(shuffled.toArray(Message[]::new));
            }
            assertThat(web.row(id))
                    .as(shuffled.toString())
                    .containsEntry("revision", 5L)
                    .containsEntry("status", "waiting-for-approval")
                    .containsEntry("approvals_given", 1)
                    .containsEntry("approvals_required", 2);
        }
    }

    @Test
    void a_batch_moves_many_requests_each_to_its_own_end() {
        List<UUID> ids = new ArrayList<>();
        List<Message> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            UUID next = web.request().requestId();
            ids.add(next);
            events.add(
                    i % 2 == 0
                            ? new CertificateIssued(
                                    next,
                                    1,
                                    "issuing",
                                    Integer.toHexString(100 + i),
                                    TestCertificates.certificate(100 + i))
                            : new RequestRejected(next, 1, new Problem(ProblemType.REJECTED_IDENTIFIER, "no " + i)));
        }
        accept(events.toArray(Message[]::new));
        for (int i = 0; i < 40; i++) {
            assertThat(web.status(ids.get(i))).isEqualTo(i % 2 == 0 ? "issued" : "rejected");
        }
        assertThat(web.jdbc.queryForObject(
                        "SELECT count(*) FROM certificate c JOIN request r ON r.id = c.request_id AND r.serial = c.serial",
                        Long.class))
                .isEqualTo(20);
    }

    @Test
    void a_certificate_that_is_not_what_the_event_says_is_parked_and_moves_nothing() {
        UUID other = web.request().requestId();
        accept(
                new CertificateIssued(id, 1, "issuing", "2b", TestCertificates.certificate(42)),
                new CertificateIssued(UUID.randomUUID(), 1, "issuing", "1", Octets.of(new byte[] {1, 2, 3})),
                new RequestRejected(other, 1, new Problem(ProblemType.FORBIDDEN, "no")));
        assertThat(web.status(id)).isEqualTo("queued");
        assertThat(web.status(other)).isEqualTo("rejected");
        assertThat(web.jdbc.queryForList("SELECT reason FROM parked ORDER BY id", String.class))
                .hasSize(2)
                .anyMatch(reason -> reason.contains("serial 2a"));
    }

    @Test
    void of_what_is_published_the_greatest_number_holds() {
        accept(profiles(5, "new"), profiles(4, "old"));
        accept(profiles(5, "again"));
        assertThat(web.jdbc.queryForObject("SELECT body FROM profile_list", String.class))
                .contains("\"new\"");

        Octets certificate = TestCertificates.certificate(1);
        Octets newer = TestCertificates.certificate(2);
        accept(issuers(8, newer), issuers(7, certificate));
        assertThat(web.jdbc.queryForObject("SELECT der FROM issuer WHERE name = 'issuing'", byte[].class))
                .isEqualTo(newer.toArray());
        assertThat(web.jdbc.queryForObject(
                        "SELECT cardinality(chain) FROM issuer WHERE name = 'issuing'", Integer.class))
                .isEqualTo(1);

        accept(
                new CrlPublished("issuing", "", 3, TestCertificates.crl(), null),
                new CrlPublished("issuing", "", 2, TestCertificates.crl(), null),
                new CrlPublished("issuing", "s1", 1, TestCertificates.crl(), null));
        assertThat(web.jdbc.queryForList("SELECT number FROM crl ORDER BY shard", Long.class))
                .containsExactly(3L, 1L);
        assertThat(web.jdbc.queryForList("SELECT next_update FROM crl", Timestamp.class))
                .containsOnly(Timestamp.from(TestCertificates.TO));
    }

    @Test
    void signers_send_what_any_of_them_says() {
        accept(heartbeat("signer-1", 2), heartbeat("signer-1", 1), heartbeat("signer-2", 1));
        assertThat(web.jdbc.queryForList(
                        "SELECT instance || ' ' || role || ' ' || number FROM heartbeat ORDER BY instance",
                        String.class))
                .containsExactly("signer-1 signer 2", "signer-2 signer 1");
        assertThat(inbox.counts().refused()).isZero();
    }

    @Test
    void a_checkpoint_counts_if_its_own_instance_signed_it() {
        Identity other = web.authority.issue(Role.SIGNER, "signer-2", Duration.ofDays(90));
        String checkpoint = checkpoint("signer-1", web.signer);
        accept(
                new AuditCheckpointPublished("signer-1", 1, checkpoint),
                new AuditCheckpointPublished("signer-1", 1, checkpoint),
                new AuditCheckpointPublished("signer-2", 1, checkpoint("signer-2", other)),
                new AuditCheckpointPublished("signer-1", 2, checkpoint),
                new AuditCheckpointPublished("signer-3", 1, checkpoint("signer-3", web.signer)),
                new AuditCheckpointPublished("signer-1", 3, "made.up.jws"),
                new AuditCheckpointPublished("signer-4", 1, checkpoint));
        assertThat(web.jdbc.queryForList(
                        "SELECT instance || ' ' || number FROM audit_checkpoint ORDER BY instance", String.class))
                .containsExactly("signer-1 1", "signer-2 1");
        assertThat(inbox.counts().refused()).isEqualTo(4);
    }

    @Test
    void the_web_role_is_woken() throws Exception {
        CountDownLatch woken = new CountDownLatch(1);
        web.wakes.onWake(AcceptedEvents.REQUEST, woken::countDown);
        accept(rejected(1));
        assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static String checkpoint(String instance, Identity signer) {
        return new AuditCheckpoint(instance, 1, Instant.parse("2026-01-01T00:00:00Z"), List.of()).sign(signer);
    }

    private void accept(Message... events) {
        inbox.accept(List.of(web.seal(events)));
    }

    private RequestHeld held(long revision, int required) {
        return new RequestHeld(
                id, revision, "ab", required, List.of(new RuleFinding("names-in-zone", "hold", "a.example is new")));
    }

    private RequestRejected rejected(long revision) {
        return new RequestRejected(
                id, revision, new Problem(ProblemType.REJECTED_IDENTIFIER, "not.example is not ours"));
    }

    private CertificateIssued issued(long revision) {
        return new CertificateIssued(id, revision, "issuing", "2a", TestCertificates.certificate(42));
    }

    private static ProfilesPublished profiles(long number, String title) {
        return new ProfilesPublished(
                number,
                List.of(new PublishedProfile(
                        "server", "ab", true, title, "issuing", 3600, 1, List.of("EC P-256"), List.of("dns"), null)));
    }

    private static IssuersPublished issuers(long number, Octets certificate) {
        return new IssuersPublished(
                number, List.of(new PublishedIssuer("issuing", certificate, List.of(certificate), false, List.of())));
    }

    private static HeartbeatPublished heartbeat(String instance, long number) {
        return new HeartbeatPublished(
                instance, number, Instant.parse("2026-01-01T00:00:00Z"), "1", Map.of(), Map.of(), List.of());
    }
}
