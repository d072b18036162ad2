package org.httpca.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerContractTest extends AmqpBrokerContract {
    @Override
    AmqpBroker broker() {
        return TestBrokers.embedded();
    }

    @Test
    void aConsumerMayNotPurge() throws Exception {
        refused(TestBrokers.WORKER, channel -> channel.queuePurge("httpca.web"));
    }

    /** Qpid asks nobody before it binds over AMQP 0-9-1. If this fails, it does now: strike the remark in EmbeddedBroker. */
    @Test
    void bindIsTheOneActThatQpidDoesNotGuard() throws Exception {
        try (Connection worker = connect(TestBrokers.WORKER)) {
            Channel channel = worker.createChannel();
            channel.queueBind("httpca.web", "httpca.events", "another key");
            assertThat(channel.isOpen()).isTrue();
        }
        try (Connection admin = connect(TestBrokers.ADMIN)) {
            admin.createChannel().queueUnbind("httpca.web", "httpca.events", "another key");
        }
    }

    @Test
    void theVirtualHostHasANameToo() throws Exception {
        try (Connection connection = Amqp.connect(broker(), TestBrokers.WORKER, "default")) {
            assertThat(connection.isOpen()).isTrue();
        }
    }
}
