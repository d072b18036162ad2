package org.httpca.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

/** The two sides share the broker and nothing else: neither can open a connection to the other, and the main job works. */
@Tag("full")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeparatedSidesTest {
    private static final String TO_SIGNER = "198.51.100.0/24";
    private static final String TO_WEB = "192.0.2.0/24";

    @TempDir
    Path folder = Path.of("");

    private @Nullable SeparatedSides sides;

    @BeforeAll
    void start(@TempDir Path installation) throws Exception {
        sides = SeparatedSides.start(installation);
    }

    @AfterAll
    void stop() throws Exception {
        if (sides != null) {
            sides.close();
        }
    }

    @Test
    void theMainJobGoesAllTheWay() throws Exception {
        Subscriber subscriber = Subscriber.create("www.example.test");
        Path csr = Files.writeString(folder.resolve("www.csr"), subscriber.csr());
        String id = here().user()
                .json("-H", "Content-Type: application/x-pem-file", "--data-binary", "@" + csr, "api/v1/requests")
                .path("id")
                .asString("");
        String request = "api/v1/requests/" + id;
        Eventually.see(
                "the request waits for approval",
                Duration.ofSeconds(60),
                () -> here().user().json(request).path("status").asString(""),
                "waiting-for-approval"::equals);
        String fingerprint =
                CertificationRequest.readPem(subscriber.csr()).orElseThrow().fingerprint();
        here().approval("approve", id, "--fingerprint", fingerprint);
        assertThat(here().user()
                        .json("-H", "Prefer: wait=60", request)
                        .path("status")
                        .asString(""))
                .as(here().words())
                .isEqualTo("issued");

        Path chain = folder.resolve("fullchain.pem");
        assertThat(here().user().gets("-o", chain.toString(), "requests/" + id + "/fullchain.pem"))
                .isEqualTo("200");
        Program.Ended verified = Program.run(
                folder,
                "openssl",
                "verify",
                "-x509_strict",
                "-CAfile",
                here().out().resolve("ca/root.pem").toString(),
                "-untrusted",
                "fullchain.pem",
                "fullchain.pem");
        assertThat(verified.output()).isEqualTo("fullchain.pem: OK\n");
        here().approval("audit", "verify");
        assertThat(Sockets.of(here().pid("signer-role")).listening()).isEmpty();
    }

    @Test
    void theChecksOfTheComposeFileSayThatAllIsWell() throws Exception {
        Map<String, NetworkNamespace> sides =
                Map.of("web", here().web(), "worker", here().web(), "signer", here().signer());
        for (Map.Entry<String, NetworkNamespace> entry : sides.entrySet()) {
            String service = entry.getKey();
            Eventually.holds(
                    service + " is well", Duration.ofSeconds(60), () -> here().health(service, entry.getValue()) == 0);
            assertThat(here().health(service, here().broker()))
                    .as("no %s runs there", service)
                    .isNotZero();
        }
    }

    @Test
    void theWebRoleGetsItsOwnCertificateByTheSameWay() throws Exception {
        String root = here().out().resolve("ca/root.pem").toString();
        String page = "https://" + SeparatedSides.WEB + ":8443/";
        Eventually.holds(
                "HTTPS answers",
                Duration.ofSeconds(60),
                () -> here().user()
                        .gets("-o", folder.resolve("page").toString(), "--cacert", root, page)
                        .endsWith("200"));
    }

    @Test
    void theOtherSideIsNowhere() throws Exception {
        String[] signer = {
            SeparatedSides.SIGNER + ":" + here().doorPort(),
            SeparatedSides.SIGNER + ":" + here().signerDatabasePort(),
            SeparatedSides.BROKER_TO_SIGNER + ":" + SeparatedSides.BROKER_PORT
        };
        String[] web = {
            SeparatedSides.WEB + ":" + SeparatedSides.WEB_PORT,
            SeparatedSides.WEB + ":" + here().webDatabasePort(),
            SeparatedSides.BROKER_TO_WEB + ":" + SeparatedSides.BROKER_PORT
        };
        assertThat(here().knocks(here().web(), signer)).containsExactlyElementsOf(each("unreachable", signer));
        assertThat(here().knocks(here().signer(), web)).containsExactlyElementsOf(each("unreachable", web));
        assertThat(here().knocks(here().broker(), signer[0], web[0], signer[1], web[1]))
                .as("somebody listens there; the databases do so for their own side alone")
                .containsExactly(signer[0] + " open", web[0] + " open", signer[1] + " refused", web[1] + " refused");
    }

    @Test
    void theBrokerIsNoGateway() throws Exception {
        String signer = SeparatedSides.SIGNER + ":" + here().doorPort();
        String web = SeparatedSides.WEB + ":" + SeparatedSides.WEB_PORT;
        here().web().run("ip", "route", "add", TO_SIGNER, "via", SeparatedSides.BROKER_TO_WEB);
        here().signer().run("ip", "route", "add", TO_WEB, "via", SeparatedSides.BROKER_TO_SIGNER);
        try {
            assertThat(here().knocks(here().web(), signer)).containsExactly(signer + " silent");
            assertThat(here().knocks(here().signer(), web)).containsExactly(web + " silent");

            here().broker().forwards(true);
            assertThat(here().knocks(here().web(), signer))
                    .as("what forwarding would open")
                    .containsExactly(signer + " open");
            assertThat(here().knocks(here().signer(), web)).containsExactly(web + " open");
        } finally {
            here().broker().forwards(false);
            here().web().run("ip", "route", "delete", TO_SIGNER);
            here().signer().run("ip", "route", "delete", TO_WEB);
        }
    }

    @Test
    void theBrokerIsOpenForAmqpOverTlsAlone() throws Exception {
        List<String> ports = Sockets.of(here().brokerPid()).listening().stream()
                .filter(socket -> socket.protocol().startsWith("tcp"))
                .map(socket -> ":" + socket.localPort())
                .toList();
        assertThat(ports).contains(":" + SeparatedSides.BROKER_PORT).hasSizeGreaterThan(1);
        for (NetworkNamespace side : List.of(here().web(), here().signer())) {
            String broker = side == here().web() ? SeparatedSides.BROKER_TO_WEB : SeparatedSides.BROKER_TO_SIGNER;
            assertThat(here().knocks(
                                    side,
                                    ports.stream().map(port -> broker + port).toArray(String[]::new)))
                    .filteredOn(line -> !line.endsWith(" refused"))
                    .containsExactly(broker + ":" + SeparatedSides.BROKER_PORT + " open");
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRolesLoginIsGoodForItsOwnQueueAndTheOthersExchangeAlone(Role role) throws Exception {
        List<String> tried = here().brokerRights(role);
        assertThat(tried)
                .filteredOn(line -> !line.startsWith("refused "))
                .containsExactlyInAnyOrderElementsOf(
                        BrokerRights.of(role).stream().map("allowed "::concat).toList());
        assertThat(tried).hasSizeGreaterThan(15);
    }

    private static List<String> each(String answer, String... targets) {
        return Stream.of(targets).map(target -> target + " " + answer).toList();
    }

    private SeparatedSides here() {
        return requireNonNull(sides);
    }
}
