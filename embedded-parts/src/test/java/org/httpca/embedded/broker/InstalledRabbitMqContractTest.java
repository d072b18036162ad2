package org.httpca.embedded.broker;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class InstalledRabbitMqContractTest extends AmqpBrokerContract {
    @Override
    AmqpBroker broker() {
        return TestBrokers.rabbitmq();
    }

    @Test
    void aRoleBindsNothing() throws Exception {
        refused(TestBrokers.WORKER, channel -> channel.queueBind("httpca.web", "httpca.commands", "httpca.signer"));
    }
}
