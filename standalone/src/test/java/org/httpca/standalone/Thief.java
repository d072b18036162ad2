package org.httpca.standalone;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.forward.broker.Topology;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;

/** Takes messages that the broker has confirmed out of the roles' queues: nobody else ever gets them. */
final class Thief implements AutoCloseable {
    private final List<Connection> connections = new ArrayList<>();
    private final AtomicInteger stolen = new AtomicInteger();

    private Thief() {}

    /** Empties the queue; returns how many messages are gone. */
    static int empty(Role role, Standalone standalone) throws Exception {
        int gone = 0;
        try (Connection connection = connect(role, standalone);
                Channel channel = connection.createChannel()) {
            while (channel.basicGet(Topology.queueOf(role), true) != null) {
                gone++;
            }
        }
        return gone;
    }

    /** How many are ready. */
    static long waiting(Connection connection, String queue) throws Exception {
        try (Channel channel = connection.createChannel()) {
            return channel.messageCount(queue);
        }
    }

    /** Competes with the roles for what arrives in both queues, until it is closed; the broker serves them by turns. */
    static Thief of(Standalone standalone) throws Exception {
        Thief thief = new Thief();
        for (Role role : Role.values()) {
            Connection connection = connect(role, standalone);
            thief.connections.add(connection);
            connection
                    .createChannel()
                    .basicConsume(
                            Topology.queueOf(role), true, (tag, delivery) -> thief.stolen.incrementAndGet(), tag -> {});
        }
        return thief;
    }

    int stolen() {
        return stolen.get();
    }

    /** As that role. */
    static Connection connect(Role role, Standalone standalone) throws Exception {
        String name = role.wireName();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(
                URI.create(String.valueOf(standalone.role(name).properties().get("httpca.broker.uri"))));
        factory.setUsername(name);
        factory.setPassword(
                new String(KeyFile.readSecret(standalone.data().resolve(name).resolve("broker-password"))));
        return factory.newConnection("thief");
    }

    @Override
    public void close() throws Exception {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
