package org.httpca.forward.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.Verified;
import org.httpca.forward.fixture.Database;
import org.httpca.forward.fixture.Words;
import org.httpca.message.Message;
import org.httpca.message.MessageType;
import org.httpca.message.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class InboxTest {
    private final Database database = new Database();
    private final Words words = new Words();
    private final List<Refusal> refusals = new ArrayList<>();
    private Handler handler = this::write;
    private final Inbox inbox = new Inbox(
            "httpca.web",
            words.verifier(),
            database.jdbc,
            database.transactions,
            batch -> handler.handle(batch),
            refusals::add,
            words.clock);

    @AfterEach
    void close() {
        database.close();
    }

    private void write(List<Verified<Message>> batch) {
        batch.forEach(m -> database.jdbc.update("INSERT INTO effect (id) VALUES (?)", m.messageId()));
    }

    @Test
    void a_batch_takes_effect_in_the_order_of_its_arrival() {
        List<Outgoing> first = Words.events(3);
        List<Outgoing> second = Words.events(2);
        inbox.accept(List.of(words.seal(first), words.seal(second)));

        assertThat(effects())
                .isEqualTo(Stream.concat(first.stream(), second.stream())
                        .map(Outgoing::id)
                        .toList());
        assertThat(inbox.counts()).isEqualTo(new InboxCounts(2, 0, 0, 0));
    }

    @Test
    void a_replay_has_no_effect_whether_later_or_in_the_same_batch() {
        byte[] envelope = words.seal(Words.event());
        inbox.accept(List.of(envelope, envelope));
        inbox.accept(List.of(envelope));

        assertThat(effects()).hasSize(1);
        assertThat(inbox.counts()).isEqualTo(new InboxCounts(1, 2, 0, 0));
        assertThat(database.parkedReasons()).isEmpty();
    }

    @Test
    void an_expired_one_has_no_effect() {
        Clock yesterday = Clock.offset(words.clock, Duration.ofHours(-3));
        MessagingAuthority authority = words.authority;
        Identity signer = authority.issue(Role.SIGNER, "signer-1", Duration.ofDays(1));
        byte[] late = words.sealer(signer, yesterday).seal(Role.WORKER, List.of(Words.event()), Words.HOUR);
        inbox.accept(List.of(late));

        assertThat(effects()).isEmpty();
        assertThat(inbox.counts()).isEqualTo(new InboxCounts(0, 0, 1, 0));
        assertThat(database.parkedReasons()).isEmpty();
    }

    @Test
    void what_is_not_genuine_is_parked_and_reported_and_the_rest_takes_effect() {
        byte[] good = words.seal(Words.event());
        byte[] altered = words.seal(Words.event());
        altered[altered.length / 2] ^= 1;
        Identity stranger = MessagingAuthority.create("test", words.clock, new SecureRandom())
                .issue(Role.SIGNER, "signer-1", Duration.ofDays(1));
        List<Outgoing> event = List.of(Words.event());
        inbox.accept(List.of(
                altered,
                words.sealer(stranger, words.clock).seal(Role.WORKER, event, Words.HOUR),
                words.sealer.seal(Role.SIGNER, event, Words.HOUR),
                words.sealer(words.worker, words.clock).seal(Role.WORKER, event, Words.HOUR),
                "\u0000 no envelope\n".getBytes(StandardCharsets.UTF_8),
                new byte[0],
                good));

        assertThat(effects()).hasSize(1);
        assertThat(inbox.counts()).isEqualTo(new InboxCounts(1, 0, 0, 6));
        assertThat(database.parkedReasons()).hasSize(6);
        assertThat(refusals).extracting(Refusal::reason).isEqualTo(database.parkedReasons());
        assertThat(refusals.get(0).body()).isEqualTo(altered);
    }

    @Test
    void an_unreadable_message_is_parked_and_its_neighbours_take_effect() {
        Outgoing good = Words.event();
        Outgoing broken = new Outgoing(UUID.randomUUID(), MessageType.REQUEST_WITHDRAWN, "{\"requestId\":7}");
        inbox.accept(List.of(words.seal(List.of(broken, good))));

        assertThat(effects()).containsExactly(good.id());
        assertThat(database.parkedReasons())
                .singleElement()
                .asString()
                .contains(broken.id().toString());
    }

    @Test
    void one_poisonous_message_is_parked_with_its_reason_and_all_others_take_effect() {
        List<Outgoing> messages = Words.events(40);
        UUID poison = messages.get(17).id();
        handler = batch -> {
            write(batch);
            if (batch.stream().anyMatch(m -> m.messageId().equals(poison))) {
                throw new IllegalArgumentException("cannot digest\nthis");
            }
        };
        List<byte[]> envelopes = new ArrayList<>();
        for (int i = 0; i < messages.size(); i += 4) {
            envelopes.add(words.seal(messages.subList(i, i + 4)));
        }
        inbox.accept(envelopes);

        assertThat(effects())
                .isEqualTo(messages.stream()
                        .map(Outgoing::id)
                        .filter(id -> !id.equals(poison))
                        .toList());
        assertThat(database.parkedReasons())
                .singleElement()
                .asString()
                .contains(poison.toString(), "cannot digest")
                .doesNotContain("\n");
        assertThat(inbox.counts()).isEqualTo(new InboxCounts(10, 0, 0, 1));
        inbox.accept(envelopes);
        assertThat(database.parkedReasons()).hasSize(1);
    }

    @Test
    void a_row_that_the_database_refuses_is_poison_too() {
        Outgoing event = Words.event();
        inbox.accept(List.of(words.seal(event)));
        Outgoing other = Words.event();
        // the same message id in another envelope: this handler is not idempotent and violates its key
        inbox.accept(List.of(words.seal(List.of(event, other))));

        assertThat(effects()).containsExactly(event.id(), other.id());
        assertThat(database.parkedReasons())
                .singleElement()
                .asString()
                .contains(event.id().toString());
    }

    @Test
    void what_fails_by_circumstances_leaves_nothing_behind_and_works_later() {
        List<byte[]> batch = List.of(words.seal(Words.event()), words.seal(Words.event()));
        handler = messages -> {
            write(messages);
            throw new QueryTimeoutException("the database is slow");
        };
        assertThatThrownBy(() -> inbox.accept(batch)).isInstanceOf(QueryTimeoutException.class);
        assertThat(effects()).isEmpty();
        assertThat(database.count("inbox")).isZero();

        handler = this::write;
        inbox.accept(batch);
        assertThat(effects()).hasSize(2);
        assertThat(inbox.counts()).isEqualTo(new InboxCounts(2, 0, 0, 0));
    }

    @Test
    void a_refusal_that_cannot_be_reported_is_not_parked_either() {
        Inbox mute = new Inbox(
                "httpca.web",
                words.verifier(),
                database.jdbc,
                database.transactions,
                this::write,
                refusal -> {
                    throw new QueryTimeoutException("the audit is slow");
                },
                words.clock);
        assertThatThrownBy(() -> mute.accept(List.of(new byte[3]))).isInstanceOf(QueryTimeoutException.class);
        assertThat(database.parkedReasons()).isEmpty();
    }

    @Test
    void forgets_old_envelopes() {
        inbox.accept(List.of(words.seal(Words.event())));
        assertThat(inbox.purge(words.clock.instant().minusSeconds(60))).isZero();
        assertThat(inbox.purge(words.clock.instant().plusSeconds(1))).isEqualTo(1);
    }

    private List<UUID> effects() {
        return database.jdbc.queryForList("SELECT id FROM effect ORDER BY place", UUID.class);
    }
}
