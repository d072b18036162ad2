package org.httpca.embedded.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What both brokers must do alike for us. */
abstract class AmqpBrokerContract {
    private static final AMQP.BasicProperties PERSISTENT = MessageProperties.PERSISTENT_BASIC;

    abstract AmqpBroker broker();

    @BeforeEach
    void declareTheQueues() throws Exception {
        try (Connection connection = connect(TestBrokers.ADMIN)) {
            Channel channel = connection.createChannel();
            declare(channel, "httpca.commands", "httpca.signer");
            declare(channel, "httpca.events", "httpca.web");
        }
    }

    private static void declare(Channel channel, String exchange, String queue) throws Exception {
        channel.exchangeDeclare(exchange, "direct", true);
        channel.queueDeclare(queue, true, false, false, Map.of());
        channel.queueBind(queue, exchange, queue);
        channel.queuePurge(queue);
    }

    @Test
    void aCommandGoesFromTheWorkerToTheSigner() throws Exception {
        try (Connection worker = connect(TestBrokers.WORKER);
                Connection signer = connect(TestBrokers.SIGNER)) {
            publishConfirmed(worker, "httpca.commands", "httpca.signer", "sign this");
            Channel channel = signer.createChannel();
            GetResponse response = channel.basicGet("httpca.signer", false);
            assertThat(new String(response.getBody(), UTF_8)).isEqualTo("sign this");
            channel.basicAck(response.getEnvelope().getDeliveryTag(), false);
            assertThat(channel.basicGet("httpca.signer", false)).isNull();
        }
    }

    @Test
    void whatNoQueueTakesComesBack() throws Exception {
        try (Connection worker = connect(TestBrokers.WORKER)) {
            Channel channel = worker.createChannel();
            BlockingQueue<String> answers = new ArrayBlockingQueue<>(10);
            channel.addReturnListener(returned -> answers.add("returned " + returned.getRoutingKey()));
            channel.confirmSelect();
            channel.basicPublish("httpca.commands", "nowhere", true, PERSISTENT, "x".getBytes(UTF_8));
            assertThat(answers.poll(10, TimeUnit.SECONDS)).isEqualTo("returned nowhere");
        }
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreRefused() {
        BrokerUser wrong = new BrokerUser("worker", "wrong", Set.of(), Set.of(), false);
        BrokerUser guest = new BrokerUser("guest", "guest", Set.of(), Set.of(), true);
        for (BrokerUser user : List.of(wrong, guest)) {
            assertThatThrownBy(() -> connect(user)).isInstanceOf(PossibleAuthenticationFailureException.class);
        }
    }

    @Test
    void aRolePublishesNowhereElse() throws Exception {
        refused(TestBrokers.WORKER, channel -> publishConfirmed(channel, "httpca.events", "httpca.web", "forged"));
        refused(TestBrokers.SIGNER, channel -> publishConfirmed(channel, "httpca.commands", "httpca.signer", "forged"));
        refused(TestBrokers.WORKER, channel -> publishConfirmed(channel, "", "httpca.web", "past the exchange"));
        refused(TestBrokers.WORKER, channel -> publishConfirmed(channel, "amq.direct", "httpca.web", "elsewhere"));
    }

    @Test
    void aRoleReadsNothingElse() throws Exception {
        refused(TestBrokers.WORKER, channel -> channel.basicGet("httpca.signer", true));
        refused(TestBrokers.SIGNER, channel -> channel.basicGet("httpca.web", true));
        refused(TestBrokers.WORKER, channel -> channel.basicConsume("httpca.signer", (tag, message) -> {}, tag -> {}));
    }

    @Test
    void aRoleChangesNothing() throws Exception {
        refused(TestBrokers.WORKER, channel -> channel.queueDeclare("mine", true, false, false, Map.of()));
        refused(TestBrokers.WORKER, channel -> channel.queueDeclare());
        refused(TestBrokers.WORKER, channel -> channel.exchangeDeclare("mine", "fanout", true));
        refused(TestBrokers.WORKER, channel -> channel.queueUnbind("httpca.web", "httpca.events", "httpca.web"));
        refused(TestBrokers.WORKER, channel -> channel.queueDelete("httpca.web"));
        refused(TestBrokers.WORKER, channel -> channel.exchangeDelete("httpca.commands"));
        refused(TestBrokers.WORKER, channel -> channel.queuePurge("httpca.signer"));
    }

    @Test
    void unknownArgumentsDoNotCloseTheConnection() throws Exception {
        try (Connection admin = connect(TestBrokers.ADMIN)) {
            Channel channel = admin.createChannel();
            channel.queueDeclare("with.arguments", true, false, false, Map.of("x-made-up", "value"));
            channel.queueDelete("with.arguments");
            assertThat(channel.isOpen()).isTrue();
        }
    }

    interface Act {
        void on(Channel channel) throws Exception;
    }

    /** AMQP 0-9-1 says 403 access-refused, on the channel or the connection. */
    void refused(BrokerUser user, Act act) throws Exception {
        Connection connection = connect(user);
        try {
            Channel channel = connection.createChannel();
            assertThatThrownBy(() -> act.on(channel)).satisfies(thrown -> {
                assertThat(channel.isOpen()).isFalse();
                assertThat(channel.getCloseReason().getMessage()).contains("reply-code=403");
            });
        } finally {
            connection.abort();
        }
    }

    Connection connect(BrokerUser user) throws Exception {
        return Amqp.connect(broker(), user);
    }

    static void publishConfirmed(Connection connection, String exchange, String key, String body) throws Exception {
        try (Channel channel = connection.createChannel()) {
            publishConfirmed(channel, exchange, key, body);
        }
    }

    private static void publishConfirmed(Channel channel, String exchange, String key, String body) throws Exception {
        channel.confirmSelect();
        channel.basicPublish(exchange, key, true, PERSISTENT, body.getBytes(UTF_8));
        channel.waitForConfirmsOrDie(10_000);
    }
}
