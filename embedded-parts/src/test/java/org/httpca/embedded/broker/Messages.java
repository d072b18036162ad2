package org.httpca.embedded.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import java.util.Map;

/** Persistent, confirmed messages in a durable queue. */
final class Messages {
    private Messages() {}

    static void send(Connection connection, int number) throws Exception {
        Channel channel = connection.createChannel();
        channel.queueDeclare("kept", true, false, false, Map.of());
        channel.confirmSelect();
        for (int i = 0; i < number; i++) {
            channel.basicPublish(
                    "", "kept", true, MessageProperties.PERSISTENT_BASIC, ("message " + i).getBytes(UTF_8));
        }
        channel.waitForConfirmsOrDie(30_000);
    }

    static long count(AmqpBroker broker) throws Exception {
        try (Connection connection = Amqp.connect(broker, TestBrokers.ADMIN)) {
            return connection.createChannel().messageCount("kept");
        }
    }
}
