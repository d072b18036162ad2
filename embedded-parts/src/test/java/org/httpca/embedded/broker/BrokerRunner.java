package org.httpca.embedded.broker;

import com.rabbitmq.client.Connection;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The main class of a JVM that is going to be killed: sends persistent messages, and says when they are confirmed. */
final class BrokerRunner {
    private BrokerRunner() {}

    public static void main(String[] arguments) throws Exception {
        AmqpBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0, TestBrokers.USERS);
        try (Connection connection = Amqp.connect(broker, TestBrokers.ADMIN)) {
            Messages.send(connection, 500);
            System.out.println("CONFIRMED " + 500);
            new CountDownLatch(1).await();
        }
    }
}
