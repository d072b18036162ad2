package org.httpca.forward.broker;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import org.httpca.message.Role;

/**
 * The names on the broker. Commands go one way and events the other; what a queue has to give up goes to its dead-letter queue.
 * Only the broker's owner declares: a role's login has no right to configure anything.
 */
public final class Topology {
    public static final String COMMANDS = "httpca.commands";
    public static final String EVENTS = "httpca.events";
    public static final String DEAD = "httpca.dead";
    public static final String SIGNER = "httpca.signer";
    public static final String WEB = "httpca.web";
    public static final String DEAD_SIGNER = "httpca.dead.signer";
    public static final String DEAD_WEB = "httpca.dead.web";

    private Topology() {}

    /** Declares everything; a repetition changes nothing. */
    public static void declare(Channel channel, Flavour flavour) throws IOException {
        for (String exchange : new String[] {DEAD, COMMANDS, EVENTS}) {
            channel.exchangeDeclare(exchange, BuiltinExchangeType.DIRECT, true);
        }
        for (Role role : Role.values()) {
            // A dead letter keeps its routing key, so that the dead-letter queue is bound with the same.
            channel.queueDeclare(deadQueueOf(role), true, false, false, flavour.deadQueue());
            channel.queueBind(deadQueueOf(role), DEAD, routingKeyTo(role));
            channel.queueDeclare(queueOf(role), true, false, false, flavour.liveQueue());
            channel.queueBind(queueOf(role), exchangeTo(role), routingKeyTo(role));
        }
    }

    /** Where messages to that role are published. */
    public static String exchangeTo(Role recipient) {
        return recipient == Role.SIGNER ? COMMANDS : EVENTS;
    }

    public static String routingKeyTo(Role recipient) {
        return recipient == Role.SIGNER ? "signer" : "web";
    }

    /** Where that role's messages are received. */
    public static String queueOf(Role self) {
        return self == Role.SIGNER ? SIGNER : WEB;
    }

    public static String deadQueueOf(Role self) {
        return self == Role.SIGNER ? DEAD_SIGNER : DEAD_WEB;
    }
}
