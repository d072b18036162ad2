package org.httpca.signer;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.embedded.broker.AmqpBroker;
import org.httpca.embedded.broker.TestBrokers;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Opening;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.Uuids;
import org.httpca.envelope.Verified;
import org.httpca.forward.broker.BrokerConnections;
import org.httpca.forward.broker.BrokerSettings;
import org.httpca.forward.broker.Flavour;
import org.httpca.forward.broker.Receiver;
import org.httpca.forward.broker.Topology;
import org.httpca.message.CertificateIssued;
import org.httpca.message.HeartbeatPublished;
import org.httpca.message.Message;
import org.httpca.message.RequestCertificate;
import org.httpca.message.RequestEvent;
import org.httpca.message.RequestHeld;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.IssuedCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole signer with its threads, between a real broker and a real database; the test is the worker. */
class SignerJourneyTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();

    @TempDir
    private Path temporary;

    @Test
    void aCommandBecomesACertificateAndAHeldOneWaits() throws Exception {
        AmqpBroker broker = TestBrokers.embedded();
        declareTopology(broker);
        URI uri = URI.create("amqp://" + broker.host() + ":" + broker.port());
        SignerFolder folder = new SignerFolder(temporary, uri.toString());
        folder.set("policy.autosign", "*.example");
        SignerRole.migrate(folder.settings);
        KeyFile.writePrivately(
                folder.file("worker-password"),
                TestBrokers.WORKER_PASSWORD.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        BrokerSettings workers =
                new BrokerSettings(uri, TestBrokers.WORKER.name(), folder.file("worker-password"), null, null, null);
        EnvelopeSealer sealer = new EnvelopeSealer(
                folder.authority.issue(Role.WORKER, "worker-1", Duration.ofDays(1)),
                CLOCK,
                Uuids.v7Source(CLOCK, new SecureRandom()));
        EnvelopeVerifier verifier = new EnvelopeVerifier(folder.authority.certificate(), "bed", Role.WORKER, CLOCK);

        try (var signer = SignerRole.run(folder.settings);
                BrokerConnections connections = new BrokerConnections(workers, "test worker", Clock.systemUTC());
                Receiver receiver = new Receiver(
                        connections, Topology.queueOf(Role.WORKER), bodies -> hear(verifier, bodies), "test-worker")) {
            assertThat(signer.isRunning()).isTrue();
            receiver.start();
            RequestCertificate cleared = Commands.request("www.example");
            RequestCertificate held = Commands.request("www.elsewhere.org");
            byte[] envelope = sealer.seal(
                    Role.SIGNER,
                    List.of(Outgoing.of(UUID.randomUUID(), cleared), Outgoing.of(UUID.randomUUID(), held)),
                    Duration.ofMinutes(5));
            connections
                    .publisher()
                    .publish(
                            Topology.exchangeTo(Role.SIGNER),
                            Topology.routingKeyTo(Role.SIGNER),
                            List.of(
                                    envelope,
                                    envelope,
                                    "no envelope".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));

            CertificateIssued issued = (CertificateIssued) until(about(cleared));
            IssuedCertificates.keep(issued.certificate().toArray());
            assertThat(new X509CertificateHolder(issued.certificate().toArray())
                            .getSubject()
                            .toString())
                    .isEqualTo("CN=www.example");
            HeartbeatPublished beat = (HeartbeatPublished) until(m -> m instanceof HeartbeatPublished h
                    && h.requestsByState().getOrDefault("Waiting-For-Approval", 0L) == 1
                    && h.alarms().stream().anyMatch(a -> a.contains("parked")));
            assertThat(beat.stages()).containsKeys("accept", "decide", "sign", "transmit", "publish");
        }
        assertThat(heldWasTold).isTrue();
    }

    private volatile boolean heldWasTold;

    private void hear(EnvelopeVerifier verifier, List<byte[]> bodies) {
        for (byte[] body : bodies) {
            if (verifier.open(body) instanceof Opening.Opened opened) {
                opened.messages().stream().map(Verified::value).forEach(message -> {
                    heldWasTold |= message instanceof RequestHeld;
                    heard.add(message);
                });
            }
        }
    }

    private Message until(Predicate<Message> wanted) throws InterruptedException {
        while (true) {
            Message message =
                    Objects.requireNonNull(heard.poll(60, TimeUnit.SECONDS), "nothing more is heard of the signer");
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    private static Predicate<Message> about(RequestCertificate request) {
        return message ->
                message instanceof RequestEvent event && event.requestId().equals(request.requestId());
    }

    private static void declareTopology(AmqpBroker broker) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(TestBrokers.ADMIN.name());
        factory.setPassword(TestBrokers.ADMIN_PASSWORD);
        factory.setVirtualHost(broker.virtualHost());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            Topology.declare(channel, Flavour.EMBEDDED);
        }
    }
}
