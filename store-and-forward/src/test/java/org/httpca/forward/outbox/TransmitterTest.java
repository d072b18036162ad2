package org.httpca.forward.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.httpca.envelope.Outgoing;
import org.httpca.forward.broker.Publisher;
import org.httpca.forward.broker.UnconfirmedException;
import org.httpca.forward.fixture.Database;
import org.httpca.forward.fixture.Words;
import org.httpca.forward.loop.Wakes;
import org.httpca.message.MessageType;
import org.httpca.pki.Octets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransmitterTest {
    private final Database database = new Database();
    private final Words words = new Words();
    private final Wakes wakes = new Wakes(database.dataSource);
    private final Outbox outbox = new Outbox(database.jdbc, wakes);
    private final OutboxSource source = new OutboxSource(database.jdbc, words.clock);
    private final List<byte[]> published = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        wakes.close();
        database.close();
    }

    @Test
    void sends_all_in_their_order_with_few_envelopes_and_claims_more_under_load() {
        List<Outgoing> messages = Words.events(300);
        outbox.put(messages);

        Transmitter transmitter = transmitter(source, this::publish);
        List<Integer> turns = new ArrayList<>();
        for (int count = transmitter.run(); count > 0; count = transmitter.run()) {
            turns.add(count);
        }

        assertThat(turns).containsExactly(32, 64, 128, 76);
        assertThat(sentIds()).isEqualTo(messages.stream().map(Outgoing::id).toList());
        assertThat(published).hasSize(1 + 1 + 2 + 1);
        assertThat(outbox.depth()).isZero();
    }

    @Test
    void a_row_that_this_side_did_not_put_is_parked_and_reported_instead_of_sealed() {
        RowMark mark = message -> Octets.of(
                        ("secret" + message.id() + message.type() + message.json()).getBytes(StandardCharsets.UTF_8))
                .sha256()
                .toArray();
        List<UUID> foreign = new ArrayList<>();
        OutboxSource marked = new OutboxSource(database.jdbc, words.clock, mark, message -> foreign.add(message.id()));
        Outbox own = new Outbox(database.jdbc, wakes, mark);
        List<Outgoing> messages = Words.events(3);
        own.put(messages.subList(0, 1));
        own.putLatest("key", messages.get(1));
        outbox.put(messages.get(2)); // without the mark, as whoever only has the database would
        database.jdbc.update("UPDATE outbox SET body = replace(body, '{', '{ ') WHERE latest_key = 'key'");

        transmitter(marked, this::publish).run();

        assertThat(sentIds()).containsExactly(messages.get(0).id());
        assertThat(foreign)
                .containsExactly(messages.get(1).id(), messages.get(2).id());
        assertThat(database.jdbc.queryForObject("SELECT count(*) FROM parked WHERE direction = 'out'", Long.class))
                .isEqualTo(2);
        assertThat(own.depth()).isZero();
    }

    @Test
    void what_was_published_but_not_committed_is_sent_again_under_the_same_ids() {
        List<Outgoing> messages = Words.events(5);
        outbox.put(messages);
        Source dying = new Source() {
            @Override
            public List<Parcel> claim(int max) {
                return source.claim(max);
            }

            @Override
            public void sent(List<Parcel> parcels) {
                throw new IllegalStateException("dies between publish and commit");
            }

            @Override
            public void park(Parcel parcel, String reason) {
                throw new AssertionError(reason);
            }
        };

        assertThatThrownBy(transmitter(dying, this::publish)::run).hasMessageContaining("between publish and commit");
        transmitter(source, this::publish).run();

        assertThat(published).hasSize(2);
        assertThat(words.ids(published.get(0))).isEqualTo(words.ids(published.get(1)));
        assertThat(outbox.depth()).isZero();
    }

    @Test
    void what_the_broker_does_not_confirm_stays() {
        outbox.put(Words.events(5));
        assertThatThrownBy(transmitter(source, (exchange, key, bodies) -> {
                    throw new UnconfirmedException("nacked", null);
                })::run)
                .isInstanceOf(UnconfirmedException.class);
        assertThat(outbox.depth()).isEqualTo(5);
    }

    @Test
    void two_transmitters_at_once_send_everything_once() throws Exception {
        List<Outgoing> messages = Words.events(2 * ClaimSize.LEAST);
        outbox.put(messages);
        // Both hold their claims when either publishes.
        CyclicBarrier both = new CyclicBarrier(2);
        Publisher meeting = (exchange, key, bodies) -> {
            try {
                both.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new UnconfirmedException("alone", e);
            }
            publish(exchange, key, bodies);
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one =
                    threads.submit(() -> transmitter(source, meeting).run());
            Future<Integer> other =
                    threads.submit(() -> transmitter(source, meeting).run());
            assertThat(one.get()).isEqualTo(ClaimSize.LEAST);
            assertThat(other.get()).isEqualTo(ClaimSize.LEAST);
        } finally {
            threads.shutdown();
        }
        assertThat(sentIds())
                .containsExactlyInAnyOrderElementsOf(
                        messages.stream().map(Outgoing::id).toList());
    }

    @Test
    void a_message_that_fits_into_no_envelope_is_parked_and_the_others_are_sent() {
        Outgoing before = Words.event();
        Outgoing large = new Outgoing(
                UUID.randomUUID(), MessageType.REQUEST_WITHDRAWN, "{\"x\":\"" + "y".repeat(1 << 20) + "\"}");
        Outgoing after = Words.event();
        outbox.put(List.of(before, large, after));

        transmitter(source, this::publish).run();

        assertThat(sentIds()).containsExactly(before.id(), after.id());
        assertThat(database.parkedReasons())
                .singleElement()
                .asString()
                .contains(large.id().toString(), "too large");
        assertThat(outbox.depth()).isZero();
    }

    @Test
    void a_message_of_an_unknown_type_is_parked() {
        database.jdbc.update(
                "INSERT INTO outbox (message_id, type, body) VALUES (gen_random_uuid(), 'from-the-future', '{}')");
        transmitter(source, this::publish).run();
        assertThat(database.parkedReasons()).singleElement().asString().contains("from-the-future", "unknown");
        assertThat(published).isEmpty();
    }

    @Test
    void of_unsent_messages_with_one_key_the_newest_is_sent() {
        Outgoing newest = Words.event();
        outbox.putLatest("crl/issuing", Words.event());
        outbox.putLatest("crl/other", Words.event());
        outbox.putLatest("crl/issuing", newest);
        transmitter(source, this::publish).run();
        outbox.putLatest("crl/issuing", newest);

        assertThat(sentIds()).hasSize(2).contains(newest.id());
        assertThat(outbox.depth()).isEqualTo(1);
    }

    @Test
    void what_is_put_in_a_transaction_that_fails_is_not_there() {
        database.transactions.executeWithoutResult(status -> {
            outbox.put(Words.events(2));
            status.setRollbackOnly();
        });
        assertThat(outbox.depth()).isZero();
    }

    @Test
    void a_busy_source_does_not_starve_the_others() {
        outbox.put(Words.events(1000));
        Outgoing lone = Words.event();
        List<Parcel> waiting = new ArrayList<>(List.of(new Parcel("lone", lone)));
        Source quiet = new Source() {
            @Override
            public List<Parcel> claim(int max) {
                return List.copyOf(waiting);
            }

            @Override
            public void sent(List<Parcel> parcels) {
                waiting.removeAll(parcels);
            }

            @Override
            public void park(Parcel parcel, String reason) {
                throw new AssertionError(reason);
            }
        };
        Transmitter transmitter =
                new Transmitter(database.transactions, List.of(source, quiet), words.sealer, this::publish, Words.HOUR);
        transmitter.run();
        transmitter.run();
        assertThat(sentIds()).contains(lone.id());
        assertThat(waiting).isEmpty();
    }

    private Transmitter transmitter(Source from, Publisher publisher) {
        return new Transmitter(database.transactions, List.of(from), words.sealer, publisher, Words.HOUR);
    }

    private void publish(String exchange, String routingKey, List<byte[]> bodies) {
        assertThat(exchange).isEqualTo("httpca.events");
        assertThat(routingKey).isEqualTo("web");
        published.addAll(bodies);
    }

    private List<UUID> sentIds() {
        return published.stream().flatMap(body -> words.ids(body).stream()).toList();
    }
}
