package org.httpca.forward.broker;

import org.httpca.embedded.broker.AmqpBroker;
import org.httpca.embedded.broker.TestBrokers;

class EmbeddedBrokerTest extends BrokerContract {
    @Override
    AmqpBroker start() {
        return TestBrokers.embedded();
    }
}
