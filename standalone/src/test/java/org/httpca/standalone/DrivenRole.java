package org.httpca.standalone;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.httpca.forward.broker.BrokerConnections;
import org.httpca.forward.broker.Publisher;
import org.httpca.forward.broker.Topology;
import org.httpca.forward.inbox.Inbox;
import org.httpca.forward.outbox.Transmitter;
import org.httpca.message.Role;
import org.httpca.signer.SignerRole;
import org.httpca.signer.decide.Decide;
import org.httpca.signer.sign.Sign;
import org.httpca.web.WebRole;
import org.httpca.worker.WorkerRole;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * A role as production wires it, whose stages are driven by hand, turn by turn, in the caller's thread; the web role alone keeps
 * its threads. Killed, it is abandoned with all that it had in memory, and another one takes its place.
 */
final class DrivenRole implements AutoCloseable {
    private final String name;
    private final Map<String, Object> properties;
    private final Function<Map<String, Object>, ConfigurableApplicationContext> starter;
    private final Connection broker;
    private final Steps steps = StepHooks.STEPS;
    private ConfigurableApplicationContext context;

    private DrivenRole(
            Standalone standalone,
            String name,
            String hooks,
            Function<Map<String, Object>, ConfigurableApplicationContext> starter,
            Connection broker) {
        this.name = name;
        this.starter = starter;
        this.broker = broker;
        standalone.role(name).context().close();
        this.properties = new HashMap<>(standalone.role(name).properties());
        properties.put("spring.main.sources", hooks);
        properties.put("steps.role", name);
        this.context = start();
    }

    static DrivenRole web(Standalone standalone, Connection broker) {
        return new DrivenRole(standalone, "web", StepHooks.class.getName(), WebRole::run, broker);
    }

    static DrivenRole worker(Standalone standalone, Connection broker) {
        return new DrivenRole(standalone, "worker", withoutThreads(), WorkerRole::run, broker);
    }

    static DrivenRole signer(Standalone standalone, Connection broker) {
        return new DrivenRole(standalone, "signer", withoutThreads(), SignerRole::run, broker);
    }

    private static String withoutThreads() {
        return StepHooks.class.getName() + "," + StagesByHand.class.getName();
    }

    private ConfigurableApplicationContext start() {
        ConfigurableApplicationContext started = starter.apply(properties);
        if (!name.equals("web")) {
            Transmitter transmitter = part(started, Transmitter.class, "transmitter");
            ReflectionTestUtils.setField(
                    transmitter,
                    "publisher",
                    counted(started.getBean(BrokerConnections.class).publisher()));
        }
        if (name.equals("signer")) {
            ((Runnable) requireNonNull(ReflectionTestUtils.getField(started.getBean("stages"), "first"))).run();
        }
        return started;
    }

    /** A bean of the signer; the worker's are in its stages. */
    private <T> T part(ConfigurableApplicationContext of, Class<T> type, String field) {
        return type.cast(requireNonNull(
                name.equals("worker") ? ReflectionTestUtils.getField(of.getBean("stages"), field) : of.getBean(type)));
    }

    /** A confirm that is not seen is the kill after a publication. */
    private Publisher counted(Publisher real) {
        return (exchange, routingKey, bodies) -> {
            for (byte[] body : bodies) {
                try {
                    steps.effect(
                            "a publication of the " + name, () -> real.publish(exchange, routingKey, List.of(body)));
                } catch (RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    void killedAndStartedAgain() {
        context.close();
        context = start();
    }

    void transmits() {
        part(context, Transmitter.class, "transmitter").run();
    }

    void decides() {
        context.getBean(Decide.class).run();
    }

    void signs() throws InterruptedException {
        context.getBean(Sign.class).run();
    }

    /** As its receiver does: takes what there is, and acknowledges once it took effect. Who is killed loses the channel. */
    void accepts() throws Exception {
        String queue = Topology.queueOf(name.equals("worker") ? Role.WORKER : Role.SIGNER);
        Channel channel = requireNonNull(broker.createChannel());
        try {
            List<byte[]> bodies = new ArrayList<>();
            long last = 0;
            for (GetResponse got = channel.basicGet(queue, false); got != null; got = channel.basicGet(queue, false)) {
                bodies.add(got.getBody());
                last = got.getEnvelope().getDeliveryTag();
            }
            if (!bodies.isEmpty()) {
                long tag = last;
                part(context, Inbox.class, "inbox").accept(bodies);
                steps.effect("an acknowledgement of the " + name, () -> channel.basicAck(tag, true));
            }
        } finally {
            channel.close();
        }
    }

    @Override
    public void close() throws Exception {
        context.close();
    }
}
