package org.httpca.standalone;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.util.Map;
import java.util.TreeMap;
import org.httpca.forward.broker.Topology;
import org.httpca.message.Role;

/** What lies ready in the queues of an installation's broker. */
final class BrokerQueues {
    private BrokerQueues() {}

    /** By the queue's name; those that are empty are left out. What a consumer holds unacknowledged is ready again when it has gone. */
    static Map<String, Long> ready(Production production) throws Exception {
        Map<String, Long> ready = new TreeMap<>();
        try (Connection connection = BrokerCertificate.of(production.out().resolve("worker"))
                        .connect(
                                production.brokerPort(),
                                production.out().resolve("worker").resolve("broker-ca.pem"));
                Channel channel = connection.createChannel()) {
            for (Role role : Role.values()) {
                ready.put(Topology.queueOf(role), channel.messageCount(Topology.queueOf(role)));
                ready.put(Topology.deadQueueOf(role), channel.messageCount(Topology.deadQueueOf(role)));
            }
        }
        ready.values().removeIf(count -> count == 0);
        return ready;
    }
}
