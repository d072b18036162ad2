package org.httpca.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.httpca.embedded.process.Programs;
import org.httpca.embedded.process.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
class InstalledRabbitMqTest {
    @TempDir
    Path temporary;

    @Test
    void confirmedMessagesSurviveAKill() throws Exception {
        // A queue that has just been declared may be lost: the broker writes down what it has within seconds.
        try (AmqpBroker broker = InstalledRabbitMq.start(temporary, TestBrokers.USERS);
                Connection connection = Amqp.connect(broker, TestBrokers.ADMIN)) {
            Messages.send(connection, 0);
        }
        long pid;
        try (AmqpBroker broker = InstalledRabbitMq.start(temporary, TestBrokers.USERS)) {
            Connection connection = Amqp.connect(broker, TestBrokers.ADMIN);
            Messages.send(connection, 100);
            pid = Long.parseLong(
                    Files.readString(temporary.resolve(RabbitMqNode.PID_FILE)).strip());
            assertThat(new ServerProcess(pid, temporary.toRealPath(), "beam").isAlive())
                    .isTrue();
            assertThat(Programs.signal("KILL", pid)).isTrue();
            connection.abort();
        }
        try (AmqpBroker broker = InstalledRabbitMq.start(temporary, TestBrokers.USERS)) {
            assertThat(Messages.count(broker)).isEqualTo(100);
        }
    }
}
