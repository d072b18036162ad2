package org.httpca.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.httpca.embedded.process.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path temporary;

    @Test
    void confirmedMessagesSurviveAKill() throws Exception {
        try (ChildJvm jvm = ChildJvm.start(BrokerRunner.class, temporary)) {
            jvm.await("CONFIRMED");
            jvm.kill();
        }
        try (AmqpBroker broker = EmbeddedBroker.start(temporary, 0, TestBrokers.USERS)) {
            assertThat(Messages.count(broker)).isEqualTo(500);
        }
    }

    @Test
    void aRestartKeepsMessagesAndTakesTheNewUsers() throws Exception {
        try (AmqpBroker broker = EmbeddedBroker.start(temporary, 0, TestBrokers.USERS);
                Connection connection = Amqp.connect(broker, TestBrokers.ADMIN)) {
            Messages.send(connection, 10);
        }
        BrokerUser changed = new BrokerUser("admin", "another password", Set.of(), Set.of(), true);
        try (AmqpBroker broker = EmbeddedBroker.start(temporary, 0, List.of(changed))) {
            assertThatThrownBy(() -> Amqp.connect(broker, TestBrokers.ADMIN)).isNotNull();
            assertThatThrownBy(() -> Amqp.connect(broker, TestBrokers.WORKER)).isNotNull();
            try (Connection connection = Amqp.connect(broker, changed)) {
                assertThat(connection.createChannel().messageCount("kept")).isEqualTo(10);
            }
        }
    }

    @Test
    void noPasswordStaysInTheFolder() throws Exception {
        try (AmqpBroker broker = EmbeddedBroker.start(temporary, 0, TestBrokers.USERS)) {
            assertThat(broker.port()).isBetween(20_000, 32_767);
            assertThat(filesWith(TestBrokers.ADMIN_PASSWORD)).isEmpty();
        }
        assertThat(filesWith(TestBrokers.ADMIN_PASSWORD)).isEmpty();
    }

    @Test
    void aPortInUseIsSaid() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(temporary, taken.getLocalPort(), TestBrokers.USERS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("choose another port");
        }
        EmbeddedBroker.start(temporary, 0, TestBrokers.USERS).close();
    }

    @Test
    void aBrokenStoreIsNoStart() throws Exception {
        EmbeddedBroker.start(temporary, 0, TestBrokers.USERS).close();
        try (Stream<Path> files = Files.walk(temporary.resolve("store"))) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".jdb")).toList()) {
                Files.writeString(log, "this is no database");
            }
        }
        assertThatThrownBy(() -> EmbeddedBroker.start(temporary, 0, TestBrokers.USERS, Duration.ofSeconds(3)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(temporary.toRealPath().toString());
    }

    private List<Path> filesWith(String text) throws Exception {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
