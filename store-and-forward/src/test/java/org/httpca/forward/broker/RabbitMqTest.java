package org.httpca.forward.broker;

import org.httpca.embedded.broker.AmqpBroker;
import org.httpca.embedded.broker.TestBrokers;
import org.junit.jupiter.api.Tag;

@Tag("full")
class RabbitMqTest extends BrokerContract {
    @Override
    AmqpBroker start() {
        return TestBrokers.rabbitmq();
    }
}
