package org.httpca.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultSaslConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.httpca.forward.broker.BrokerConnections;
import org.httpca.forward.broker.BrokerSettings;
import org.httpca.forward.broker.Topology;
import org.httpca.forward.broker.UnconfirmedException;
import org.httpca.message.Role;
import org.httpca.pki.CertificationRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator gets who reads the README's "Into production": the main job, and who may do what at the broker. */
@Tag("full")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductionTopologyTest {

    private @Nullable Production production;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        production = Production.start(folder);
    }

    @AfterAll
    void stop() throws Exception {
        if (production != null) {
            production.close();
        }
    }

    @Test
    void aRequestGoesAllTheWayThroughProcessesOfTheirOwn() throws Exception {
        Client client = new Client(here().url());
        Subscriber subscriber = Subscriber.create("www.example.test");
        String id = here().submits(subscriber.csr());
        client.until(id, "waiting-for-approval");
        String fingerprint =
                CertificationRequest.readPem(subscriber.csr()).orElseThrow().fingerprint();
        Journeys.Said approved = here().approval("approve", id, "--fingerprint", fingerprint);
        assertThat(approved.code()).as(approved.text()).isZero();

        Client.Request issued = client.until(id, "issued");
        String chain = client.text("certificates/" + issued.serial() + "/fullchain.pem");
        Verification.Verified verified = Verification.of(
                chain,
                Files.readString(here().out().resolve("ca/root.pem")),
                client.octets("ca/issuing/crl.crl"),
                "www.example.test",
                subscriber.publicKey());
        assertThat(client.octets(URI.create(verified.crlUrl()).getPath().substring(1)))
                .as("the CRL, where the certificate says that it is: " + verified.crlUrl())
                .isNotEmpty();
        assertThat(verified.crlUrl()).startsWith(here().url());
        assertThat(here().approval("audit", "verify").code()).isZero();

        Sockets sockets = Sockets.of(here().pid("signer-role"));
        assertThat(sockets.connected())
                .as("the signer's connections to its database and its broker")
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(sockets.listening()).isEmpty();
    }

    @Test
    void theBrokerListensForTlsAlone() throws Exception {
        // AMQP is spoken over TCP; what Erlang opens for a moment over UDP is no way in.
        List<Sockets.Socket> tcp = Sockets.of(here().brokerPid()).listening().stream()
                .filter(socket -> socket.protocol().startsWith("tcp"))
                .toList();
        assertThat(tcp).as("the other is for Erlang's own nodes").hasSize(2);
        assertThat(tcp)
                .extracting(Sockets.Socket::localPort)
                .contains(here().brokerPort())
                .doesNotContain(5672);
    }

    @Test
    void nobodyGetsInWithoutACertificateOfTheTransportCa() throws Exception {
        Path other = here().foreign().resolve("worker");
        Path messaging = here().out().resolve("worker");
        enters(BrokerCertificate.of(messaging));
        staysOut(BrokerCertificate.NONE);
        staysOut(BrokerCertificate.of(other));
        staysOut(new BrokerCertificate(messaging.resolve("identity.p12"), messaging.resolve("passphrase")));
    }

    @Test
    void aPasswordIsNoWayIn() {
        assertThatThrownBy(() -> BrokerCertificate.of(here().out().resolve("worker"))
                        .connect("localhost", here().brokerPort(), trust(), DefaultSaslConfig.PLAIN))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("EXTERNAL");
    }

    @Test
    void aRoleTrustsItsOwnBrokerAlone() throws Exception {
        Path foreign = here().foreign().resolve("worker/broker-ca.pem");
        assertThatCode(() -> reaches("localhost", trust())).doesNotThrowAnyException();
        assertThatThrownBy(() -> reaches("localhost", foreign))
                .isInstanceOf(UnconfirmedException.class)
                .hasMessageContaining("SSLHandshakeException")
                .hasMessageContaining("PKIX path validation failed");
        assertThatThrownBy(() -> reaches("127.0.0.1", trust()))
                .isInstanceOf(UnconfirmedException.class)
                .hasMessageContaining("No subject alternative names matching IP address 127.0.0.1");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRolesCertificateOpensItsOwnQueueAndTheOthersExchangeAlone(Role role) throws Exception {
        try (Connection connection =
                BrokerCertificate.of(here().out().resolve(role.wireName())).connect(here().brokerPort(), trust())) {
            List<BrokerRights.Tried> tried = BrokerRights.tried(connection, role);
            assertThat(tried)
                    .filteredOn(act -> !act.refused())
                    .extracting(BrokerRights.Tried::act)
                    .containsExactlyInAnyOrderElementsOf(BrokerRights.of(role));
            assertThat(tried).hasSizeGreaterThan(15);
        }
    }

    private Production here() {
        return requireNonNull(production);
    }

    private Path trust() {
        return here().out().resolve("worker/broker-ca.pem");
    }

    private void enters(BrokerCertificate who) throws Exception {
        try (Connection connection = who.connect(here().brokerPort(), trust())) {
            assertThat(connection.isOpen()).isTrue();
        }
    }

    private void staysOut(BrokerCertificate who) {
        assertThatThrownBy(() -> who.connect(here().brokerPort(), trust()).close())
                .as("%s", who)
                .isInstanceOf(IOException.class);
    }

    /** With the code and the certificate of the worker; what it says is no envelope, and parked by the signer. */
    private void reaches(String host, Path trust) {
        Path worker = here().out().resolve("worker");
        BrokerSettings settings = new BrokerSettings(
                URI.create("amqps://" + host + ":" + here().brokerPort()),
                null,
                null,
                worker.resolve("broker-tls.p12"),
                worker.resolve("broker-tls-passphrase"),
                trust);
        try (BrokerConnections connections = new BrokerConnections(settings, "operator", Clock.systemUTC())) {
            connections
                    .publisher()
                    .publish(
                            Topology.exchangeTo(Role.SIGNER),
                            Topology.routingKeyTo(Role.SIGNER),
                            List.of("not an envelope".getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
