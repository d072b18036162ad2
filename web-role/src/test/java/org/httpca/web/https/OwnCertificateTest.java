package org.httpca.web.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.httpca.message.MessageJson;
import org.httpca.message.RequestCertificate;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.httpca.web.request.RequestView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** From the first start to renewal, on a real server and a real database; the worker's and the signer's part is played here. */
class OwnCertificateTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final AtomicLong SERIALS = new AtomicLong(0x1105_0000);
    private static final String[] NAMES = {"localhost", "127.0.0.1"};

    @TempDir
    Path folder;

    private String name = "";

    @BeforeEach
    void name(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName();
    }

    private HttpsInstance instance() {
        return new HttpsInstance(folder, name, NAMES);
    }

    private static long issues(HttpsInstance instance) {
        return issues(instance, Published.NOW.plus(Duration.ofDays(90)));
    }

    private static long issues(HttpsInstance instance, Instant end) {
        long serial = SERIALS.incrementAndGet();
        RequestView request = instance.lastRequest();
        Published.issueTo(
                WEB.owner(), serial, request.id(), request.csr(), Published.NOW.minus(Duration.ofHours(1)), end);
        return serial;
    }

    private static void ends(HttpsInstance instance, String status, String reason) {
        WEB.owner()
                .sql("update request set status = ?, problem = ?, revision = revision + 1 where id = ?")
                .params(
                        status,
                        MessageJson.mapper()
                                .writeValueAsString(new Problem(ProblemType.REJECTED_BY_ADMINISTRATOR, reason)),
                        instance.lastRequest().id())
                .update();
    }

    @Test
    void theFirstCertificateComesByTheWayOfEveryRequestAndOpensThePort() throws Exception {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            assertThat(instance.endpoint().port()).isEmpty();
            RequestView request = instance.lastRequest();
            assertThat(request.door()).isEqualTo(RequestCertificate.OWN_HTTPS);
            assertThat(request.names()).containsExactlyInAnyOrder(NAMES);
            assertThat(request.keyLabel()).isEqualTo("EC P-256");

            instance.runs();
            instance.restarts(NAMES);
            instance.runs();
            assertThat(instance.requests()).as("asked once").hasSize(1);

            long serial = issues(instance);
            instance.runs();
            TlsClient.Seen seen = new TlsClient(instance.port()).get();
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.serial()).isEqualTo(serial);
            assertThat(seen.chain()).as("with the issuer, without the root").hasSize(2);
            assertThat(seen.session().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(instance.requests()).hasSize(1);
        }
    }

    @Test
    void aRestartFindsKeyAndCertificateAgain() throws Exception {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            long serial = issues(instance);
            instance.runs();
            instance.restarts(NAMES);
            instance.runs();
            assertThat(new TlsClient(instance.port()).get().serial()).isEqualTo(serial);
            assertThat(instance.requests()).hasSize(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("server.pem"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void itRenewsItselfWhileConnectionsGoOn() throws Exception {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            long first = issues(instance);
            instance.runs();
            TlsClient regular = new TlsClient(instance.port());
            assertThat(regular.get().serial()).isEqualTo(first);

            instance.clock.set(Published.NOW.plus(Duration.ofDays(50)));
            instance.runs();
            assertThat(instance.requests()).as("not yet").hasSize(1);

            instance.clock.set(Published.NOW.plus(Duration.ofDays(61)));
            instance.runs();
            assertThat(instance.requests()).hasSize(2);
            assertThat(instance.requests().get(0).csr())
                    .isNotEqualTo(instance.requests().get(1).csr());
            assertThat(new TlsClient(instance.port()).get().serial()).isEqualTo(first);
            assertThat(regular.get().status()).isEqualTo(200);

            int port = instance.port();
            long second = issues(instance, Published.NOW.plus(Duration.ofDays(150)));
            instance.runs();
            assertThat(instance.port()).isEqualTo(port);
            assertThat(regular.get().serial())
                    .as("on the connection that it had")
                    .isEqualTo(first);
            TlsClient.Seen seen = new TlsClient(port).get();
            assertThat(seen.serial()).isEqualTo(second);
            assertThat(seen.chain().get(0).getPublicKey())
                    .isNotEqualTo(regular.get().chain().get(0).getPublicKey());
        }
    }

    @Test
    void whatWasRejectedIsAskedForAgainLaterAndLater() throws Exception {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            ends(instance, "rejected", "Not here.");
            instance.runs();
            assertThat(instance.endpoint().waitsFor()).contains("Not here.");
            instance.clock.set(Published.NOW.plusSeconds(59));
            instance.restarts(NAMES);
            instance.runs();
            assertThat(instance.requests()).as("a restart is no reason").hasSize(1);

            instance.clock.set(Published.NOW.plusSeconds(60));
            instance.runs();
            assertThat(instance.requests()).hasSize(2);
            ends(instance, "rejected", "Still not.");
            instance.runs();
            instance.clock.set(Published.NOW.plusSeconds(60 + 119));
            instance.runs();
            assertThat(instance.requests()).hasSize(2);
            instance.clock.set(Published.NOW.plusSeconds(60 + 120));
            instance.runs();
            assertThat(instance.requests()).hasSize(3);

            long serial = issues(instance);
            instance.runs();
            assertThat(new TlsClient(instance.port()).get().serial()).isEqualTo(serial);
        }
    }

    @Test
    void whatWaitsForApprovalIsSaidAndBlocksNothing() {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            ends(instance, "waiting-for-approval", "");
            instance.runs();
            assertThat(instance.endpoint().waitsFor())
                    .contains(instance.lastRequest().id().toString())
                    .contains("approval");
            assertThat(instance.endpoint().port()).isEmpty();
            assertThat(instance.endpoint().alarms(Published.NOW))
                    .singleElement()
                    .asString()
                    .contains("approval");
        }
    }

    @Test
    void anOperatorIsToldWhenRenewalIsLongOverdue() {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            issues(instance);
            instance.runs();
            assertThat(instance.endpoint().alarms(Published.NOW.plus(Duration.ofDays(61))))
                    .isEmpty();
            assertThat(instance.endpoint().alarms(Published.NOW.plus(Duration.ofDays(76))))
                    .singleElement()
                    .asString()
                    .contains("ends at");
        }
    }

    @Test
    void aCrashBetweenSubmissionAndNoteAsksForNothingNew() {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            Application noted = instance.files().application().orElseThrow();
            instance.files().save(new Application(noted.key(), noted.csr(), noted.names(), null, 0, null));
            instance.restarts(NAMES);
            instance.runs();
            assertThat(instance.requests()).hasSize(1);
            assertThat(instance.files().application().orElseThrow().requestId()).isEqualTo(noted.requestId());
        }
    }

    @Test
    void otherNamesAreAskedForWhileTheOldCertificateServes() throws Exception {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            long first = issues(instance);
            instance.runs();
            instance.restarts("localhost", "ca.example");
            instance.runs();
            assertThat(instance.lastRequest().names()).containsExactlyInAnyOrder("localhost", "ca.example");
            assertThat(new TlsClient(instance.port()).get().serial()).isEqualTo(first);

            instance.restarts("localhost", "other.example");
            instance.runs();
            assertThat(withdrawalsOf(instance.requests().get(1)))
                    .as("nobody wants it any more")
                    .isEqualTo(1);
            long third = issues(instance);
            instance.runs();
            assertThat(new TlsClient(instance.port()).get().serial()).isEqualTo(third);
        }
    }

    private static int withdrawalsOf(RequestView request) {
        return WEB.owner()
                .sql("select count(*) from request where id = ? and withdrawal_requested_at is not null")
                .param(request.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void filesThatAreGoodForNothingAreReplaced() throws Exception {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            issues(instance);
            instance.runs();
            String good = Files.readString(folder.resolve("server.pem"));
            KeyPair other = ServerKey.create(new SecureRandom());
            List<String> bad = List.of(
                    "",
                    "nothing",
                    ServerKey.pem(other.getPrivate()),
                    ServerKey.pem(other.getPrivate()) + good.substring(good.indexOf("-----BEGIN CERTIFICATE")),
                    good.replace("A", "B"));
            int asked = 1;
            for (String text : bad) {
                Files.writeString(folder.resolve("server.pem"), text);
                Files.writeString(folder.resolve("application.json"), "{\"key\":" + asked + "}");
                instance.restarts(NAMES);
                instance.runs();
                assertThat(instance.endpoint().port()).isEmpty();
                assertThat(instance.requests()).hasSize(++asked);
            }
            long serial = issues(instance);
            instance.runs();
            assertThat(new TlsClient(instance.port()).get().serial()).isEqualTo(serial);
        }
    }

    @Test
    void aCertificateForAnotherKeyIsNotTaken() {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            KeyPair other = ServerKey.create(new SecureRandom());
            Published.issueTo(
                    WEB.owner(),
                    SERIALS.incrementAndGet(),
                    instance.lastRequest().id(),
                    ServerCsr.of(
                            other, instance.files().application().orElseThrow().names()),
                    Published.NOW.minusSeconds(60),
                    Published.NOW.plus(Duration.ofDays(1)));
            instance.runs();
            assertThat(instance.endpoint().port()).isEmpty();
            assertThat(instance.endpoint().waitsFor()).contains("not for this key");
        }
    }

    @Test
    void anOldProtocolGetsStrongCiphersOrNothing() throws Exception {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            issues(instance);
            instance.runs();
            String suite =
                    new TlsClient(instance.port(), "TLSv1.2").get().session().getCipherSuite();
            assertThat(suite).startsWith("TLS_ECDHE_ECDSA_WITH_").doesNotContain("CBC");
        }
    }

    @Test
    void aFolderIsForOneProcess() {
        try (HttpsInstance instance = instance()) {
            assertThat(instance.files()).isNotNull();
            assertThatThrownBy(() -> HttpsFolder.open(folder))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("httpca.https.folder");
        }
    }

    @Test
    void noKeyIsSaid() {
        try (HttpsInstance instance = instance()) {
            instance.runs();
            assertThat(instance.files().application().orElseThrow().toString()).doesNotContain("key=");
        }
    }
}
