package org.httpca.worker.transmit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Identity;
import org.httpca.envelope.Opening;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.Uuids;
import org.httpca.forward.broker.Publisher;
import org.httpca.forward.broker.UnconfirmedException;
import org.httpca.forward.outbox.OutboxSource;
import org.httpca.forward.outbox.Transmitter;
import org.httpca.message.Message;
import org.httpca.message.MessageJson;
import org.httpca.message.MessageType;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Role;
import org.httpca.message.WithdrawRequest;
import org.httpca.worker.WebSide;
import org.httpca.worker.settings.WorkerSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransmitTest {
    private static final WorkerSettings.Announce ANNOUNCE =
            new WorkerSettings.Announce(Duration.ofSeconds(30), Duration.ofHours(1));
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final WebSide web = new WebSide();
    private final Identity worker = web.authority.issue(Role.WORKER, "worker-1", Duration.ofDays(90));
    private final List<Message> received = Collections.synchronizedList(new ArrayList<>());
    private final EnvelopeVerifier signer =
            new EnvelopeVerifier(web.authority.certificate(), "test", Role.SIGNER, web.clock);

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void a_queued_request_is_submitted_once_the_broker_has_it() {
        RequestCertificate command = web.request();
        UUID other = web.request().requestId();
        web.outbox.put(outgoing(command));
        transmitter(this::receive).run();

        assertThat(received).containsExactly(command);
        assertThat(web.status(command.requestId())).isEqualTo("submitted");
        assertThat(web.status(other)).isEqualTo("queued");
    }

    @Test
    void under_load_most_are_issued_before_they_would_be_called_submitted() {
        RequestCertificate slow = web.request();
        RequestCertificate fast = web.request();
        web.outbox.put(List.of(outgoing(slow), outgoing(fast)));
        AtomicReference<Instant> now = new AtomicReference<>(NOON);
        Transmitter transmitter = transmitter(this::receive, now::get, Duration.ofMillis(300));
        transmitter.run();
        assertThat(received).containsExactly(slow, fast);
        assertThat(web.status(slow.requestId())).isEqualTo("queued");
        web.jdbc.update("UPDATE request SET status = 'issued', announce_at = NULL WHERE id = ?", fast.requestId());

        now.set(NOON.plusMillis(299));
        transmitter.run();
        assertThat(web.status(slow.requestId())).isEqualTo("queued");
        now.set(NOON.plusMillis(300));
        transmitter.run();
        assertThat(web.status(slow.requestId())).isEqualTo("submitted");
        assertThat(web.status(fast.requestId())).isEqualTo("issued");
    }

    @Test
    void what_is_not_confirmed_stays_queued() {
        RequestCertificate command = web.request();
        web.outbox.put(outgoing(command));
        Transmitter unlucky = transmitter((exchange, key, bodies) -> {
            throw new UnconfirmedException("nacked", null);
        });
        assertThatThrownBy(unlucky::run).isInstanceOf(UnconfirmedException.class);
        assertThat(web.status(command.requestId())).isEqualTo("queued");
        assertThat(web.outbox.depth()).isEqualTo(1);
    }

    @Test
    void an_answer_that_was_faster_is_not_undone() {
        RequestCertificate command = web.request();
        web.outbox.put(outgoing(command));
        web.jdbc.update("UPDATE request SET status = 'issued', revision = 1, announce_at = NULL");
        transmitter(this::receive).run();
        assertThat(web.status(command.requestId())).isEqualTo("issued");
    }

    @Test
    void two_workers_share_the_outbox_and_do_nothing_twice() throws Exception {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            RequestCertificate command = web.request();
            ids.add(command.requestId());
            web.outbox.put(outgoing(command));
        }
        Callable<Integer> work = () -> {
            Transmitter transmitter = transmitter(this::receive);
            int sent = 0;
            for (int count = transmitter.run(); count > 0; count = transmitter.run()) {
                sent += count;
            }
            return sent;
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one = threads.submit(work);
            Future<Integer> other = threads.submit(work);
            assertThat(one.get() + other.get()).isEqualTo(300);
        } finally {
            threads.shutdown();
        }
        assertThat(received).hasSize(300);
        assertThat(received.stream().map(m -> ((RequestCertificate) m).requestId()))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(web.jdbc.queryForObject("SELECT count(*) FROM request WHERE status = 'submitted'", Long.class))
                .isEqualTo(300);
    }

    /** Somebody's evidence, say. It would be announced for ever, and with many of these nobody would be let in. */
    @Test
    void what_no_message_can_carry_is_rejected_and_said_no_more() throws Exception {
        RequestCertificate large = web.request(NOON);
        RequestCertificate small = web.request(NOON);
        enlarge(large, "x".repeat(800 * 1024));
        Semaphore told = new Semaphore(0);
        web.wakes.onWake("request", told::release);
        announcementsAt(NOON.plusSeconds(30)).run();
        transmitter(this::receive).run();

        assertThat(received).containsExactly(small);
        assertThat(web.status(small.requestId())).isEqualTo("submitted");
        assertThat(web.status(large.requestId())).isEqualTo("rejected");
        assertThat(web.row(large.requestId()).get("problem"))
                .asString()
                .contains("request-too-large")
                .contains("fewer names");
        assertThat(told.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        announcementsAt(NOON.plusSeconds(100_000)).run();
        transmitter(this::receive).run();
        assertThat(web.jdbc.queryForObject("SELECT count(*) FROM parked", Long.class))
                .isEqualTo(1);
    }

    /** The web role may write to the outbox, and not to a request's status. */
    @Test
    void a_large_row_of_the_outbox_moves_no_request_of_another_content() {
        RequestCertificate command = web.request();
        String other = enlarged(command, "x".repeat(800 * 1024));
        web.outbox.put(new Outgoing(UUID.randomUUID(), MessageType.REQUEST_CERTIFICATE, other));
        web.outbox.put(
                new Outgoing(UUID.randomUUID(), MessageType.REQUEST_CERTIFICATE, "[" + "0,".repeat(400_000) + "0]"));
        transmitter(this::receive).run();

        assertThat(web.status(command.requestId())).isEqualTo("queued");
        assertThat(web.jdbc.queryForObject("SELECT count(*) FROM parked", Long.class))
                .isEqualTo(2);
    }

    private void enlarge(RequestCertificate command, String by) {
        web.owner.update("UPDATE request SET command = ? WHERE id = ?", enlarged(command, by), command.requestId());
    }

    private static String enlarged(RequestCertificate command, String by) {
        String json = MessageJson.write(command);
        return json.substring(0, json.length() - 1) + ",\"ballast\":\"" + by + "\"}";
    }

    @Test
    void the_unanswered_is_said_again_ever_more_seldom() {
        RequestCertificate command = web.request(NOON);
        assertThat(announcementsAt(NOON.plusSeconds(29)).run()).isZero();

        Instant now = NOON.plusSeconds(30);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            assertThat(announcementsAt(now).run()).isEqualTo(1);
            assertThat(announcementsAt(now).run()).isZero();
            transmitter(this::receive).run();
            Instant next = web.announceAt(command.requestId());
            waits.add(Duration.between(now, next).toSeconds());
            now = next;
        }
        assertThat(waits).containsExactly(60L, 120L, 240L, 480L, 600L, 600L, 600L);
        assertThat(received).hasSize(7).containsOnly(command);
        assertThat(web.row(command.requestId())).containsEntry("announcements", 7);
    }

    @Test
    void what_still_waits_to_be_sent_is_not_put_twice() {
        web.request(NOON);
        announcementsAt(NOON.plusSeconds(100)).run();
        announcementsAt(NOON.plusSeconds(1000)).run();
        assertThat(web.outbox.depth()).isEqualTo(1);
    }

    @Test
    void the_held_is_asked_about_every_hour_and_the_final_never() {
        UUID held = web.request(NOON).requestId();
        web.jdbc.update("UPDATE request SET status = 'waiting-for-approval', revision = 1");
        UUID issued = web.request(NOON).requestId();
        web.jdbc.update("UPDATE request SET status = 'issued' WHERE id = ?", issued);

        Instant now = NOON.plusSeconds(30);
        assertThat(announcementsAt(now).run()).isEqualTo(1);
        assertThat(web.row(held).get("announce_at")).isEqualTo(Timestamp.from(now.plus(Duration.ofHours(1))));
        // the clock was a day ahead, and was set right
        assertThat(announcementsAt(now.minus(Duration.ofDays(1))).run()).isEqualTo(1);
    }

    @Test
    void a_withdrawal_without_an_answer_is_said_again_behind_its_request() {
        RequestCertificate command = web.request(NOON);
        web.jdbc.update(
                "UPDATE request SET status = 'waiting-for-approval', revision = 1, withdrawal_requested_at = ?",
                Timestamp.from(NOON.plusSeconds(5)));
        announcementsAt(NOON.plusSeconds(30)).run();
        transmitter(this::receive).run();

        assertThat(received)
                .containsExactly(
                        command,
                        new WithdrawRequest(
                                command.requestId(), command.proof().bytes().sha256(), NOON.plusSeconds(5)));
        assertThat(web.row(command.requestId()).get("announce_at")).isEqualTo(Timestamp.from(NOON.plusSeconds(90)));
    }

    private Announcements announcementsAt(Instant now) {
        return new Announcements(
                web.jdbc,
                web.transactions,
                web.outbox,
                Uuids.v7Source(web.clock, RANDOM),
                Clock.fixed(now, ZoneOffset.UTC),
                ANNOUNCE);
    }

    private Transmitter transmitter(Publisher publisher) {
        return transmitter(publisher, web.clock, Duration.ZERO);
    }

    private Transmitter transmitter(Publisher publisher, InstantSource time, Duration patience) {
        RequestSource source = new RequestSource(
                new OutboxSource(web.jdbc, web.clock), web.jdbc, web.wakes, time, ANNOUNCE.after(), patience);
        EnvelopeSealer sealer = new EnvelopeSealer(worker, web.clock, Uuids.v7Source(web.clock, RANDOM));
        return new Transmitter(web.transactions, List.of(source), sealer, publisher, Duration.ofHours(1));
    }

    private static Outgoing outgoing(RequestCertificate command) {
        return Outgoing.of(UUID.randomUUID(), command);
    }

    private void receive(String exchange, String routingKey, List<byte[]> bodies) {
        assertThat(exchange).isEqualTo("httpca.commands");
        for (byte[] body : bodies) {
            Opening opening = signer.open(body);
            assertThat(opening).isInstanceOf(Opening.Opened.class);
            ((Opening.Opened) opening).messages().forEach(message -> received.add(message.value()));
        }
    }
}
