package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.httpca.web.acme.account.ExternalKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shredzone.acme4j.Account;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.OrderBuilder;
import org.shredzone.acme4j.RenewalInfo;
import org.shredzone.acme4j.RevocationReason;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.util.KeyPairUtils;

/** acme4j, which knows what the packaged clients are too old for: key change, pre-authorization, renewal information and profiles. */
@Tag("full")
@Timeout(240)
class Acme4jTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private static Path installed;

    private static AcmeInstallation httpca;
    private static SSLContext before;

    @TempDir
    Path folder = Path.of("");

    private final KeyPair key = KeyPairUtils.createECKeyPair("secp256r1"); // by the provider that start() has added

    @BeforeAll
    static void start() throws Exception {
        httpca = AcmeInstallation.start(installed, Map.of());
        before = SSLContext.getDefault();
        SSLContext.setDefault(TrustingClient.trusting(httpca.root()));
    }

    @AfterAll
    static void stop() throws Exception {
        SSLContext.setDefault(before);
        httpca.close();
    }

    @Test
    void registersIssuesRenewsChangesItsKeyAndRevokes() throws Exception {
        Login login = login(key);
        Account account = login.getAccount();
        Certificate first = certificate(login.newOrder().domains("a4j.acme.test", "www.a4j.acme.test"));
        verify(first, "www.a4j.acme.test");

        KeyPair next = KeyPairUtils.createKeyPair(3072);
        account.changeKey(next);
        assertThat(account.getStatus()).isEqualTo(Status.VALID);
        Certificate second = certificate(
                account.newOrder().domains("a4j.acme.test", "www.a4j.acme.test").replaces(first.getCertificate()));
        verify(second, "a4j.acme.test");
        assertThat(second.getCertificate()).isNotEqualTo(first.getCertificate());

        first.revoke(RevocationReason.SUPERSEDED);
        httpca.revoked(folder, written(first));
        KeyPair own = KeyPairUtils.createECKeyPair("secp384r1");
        Order order = account.newOrder().domain("own.acme.test").create();
        show(order);
        order.execute(own);
        order.waitForCompletion(LIMIT);
        X509Certificate theirs = order.getCertificate().getCertificate();
        Certificate.revoke(login.getSession(), own, theirs, RevocationReason.KEY_COMPROMISE);
        httpca.revoked(folder, written(order.getCertificate()));

        account.modify().addContact("mailto:other@example.test").commit();
        assertThat(account.getOrders()).toIterable().hasSizeGreaterThanOrEqualTo(3);
        account.deactivate();
        assertThat(account.getStatus()).isEqualTo(Status.DEACTIVATED);
    }

    @Test
    void showsAWildcardNameByDnsAndByTheAccountsOwnLabel() throws Exception {
        Login login = login(key);
        for (String type : List.of("dns-01", "dns-account-01")) {
            String name = type + ".acme.test";
            verify(certificate(login.newOrder().domains("*." + name), type), "any." + name);
        }
    }

    @Test
    void showsNamesAndAddressesByTls() throws Exception {
        Login login = login(key);
        verify(certificate(login.newOrder().domain("t4j.acme.test"), "tls-alpn-01"), "t4j.acme.test");
        Certificate address = certificate(login.newOrder().identifier(Identifier.ip("127.0.0.1")), "tls-alpn-01");
        httpca.verify(folder, written(address), "-verify_ip", "127.0.0.1");
        address = certificate(login.newOrder().identifier(Identifier.ip("127.0.0.1")), "http-01");
        httpca.verify(folder, written(address), "-verify_ip", "127.0.0.1");
    }

    @Test
    void isToldWhenToRenewAndSaysWhatIsReplaced() throws Exception {
        Login login = login(key);
        Certificate first = certificate(login.newOrder().domain("ari.acme.test"));
        RenewalInfo info = first.getRenewalInfo();
        X509Certificate certificate = first.getCertificate();
        assertThat(info.getSuggestedWindowStart()).isBetween(Instant.now(), notAfter(certificate));
        assertThat(info.getSuggestedWindowEnd())
                .isAfter(info.getSuggestedWindowStart())
                .isBefore(notAfter(certificate));
        assertThat(info.fetch()).isPresent();

        certificate(login.newOrder().domain("ari.acme.test").replaces(certificate));
        assertThat(catching(() -> login.newOrder()
                        .domain("ari.acme.test")
                        .replaces(certificate)
                        .create()))
                .isEqualTo("urn:ietf:params:acme:error:alreadyReplaced");
    }

    @Test
    void asksForAProfile() throws Exception {
        Login login = login(key);
        assertThat(login.getSession().getMetadata().getProfiles()).contains("server", "short-lived");
        Certificate shortLived =
                certificate(login.newOrder().domain("short.acme.test").profile("short-lived"));
        X509Certificate certificate = shortLived.getCertificate();
        assertThat(Duration.between(certificate.getNotBefore().toInstant(), notAfter(certificate)))
                .isBetween(Duration.ofDays(5), Duration.ofDays(7));
    }

    @Test
    void authorizesBeforeItOrders() throws Exception {
        Login login = login(key);
        Authorization authorization = login.getAccount().preAuthorizeDomain("pre.acme.test");
        Subscribers.show(httpca, authorization, "http-01");
        assertThat(authorization.waitForCompletion(LIMIT)).isEqualTo(Status.VALID);
        Order order = login.newOrder().domain("pre.acme.test").create();
        assertThat(order.getStatus()).isEqualTo(Status.READY);
        authorization.deactivate();
        order.fetch();
        assertThat(order.getStatus()).isEqualTo(Status.INVALID);
    }

    @Test
    void withAKeyOfTheOperatorsWhereOneIsRequired() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (Standalone bound =
                Journeys.start(other, Parts.EMBEDDED, Map.of("httpca.acme.external-account-required", "true"))) {
            Session session = new Session(URI.create(bound.url() + "acme/directory"));
            assertThat(session.getMetadata().isExternalAccountRequired()).isTrue();
            AccountBuilder account =
                    new AccountBuilder().agreeToTermsOfService().useKeyPair(key);
            assertThat(catching(() -> account.create(session)))
                    .isEqualTo("urn:ietf:params:acme:error:externalAccountRequired");
            ExternalKeys.NewKey external = bound.role("web")
                    .context()
                    .getBean(ExternalKeys.class)
                    .create("acme4j")
                    .orElseThrow();
            assertThat(account.withKeyIdentifier(external.kid(), external.hmacKey())
                            .create(session)
                            .getStatus())
                    .isEqualTo(Status.VALID);
        }
    }

    private static Login login(KeyPair key) throws Exception {
        return new AccountBuilder()
                .agreeToTermsOfService()
                .addEmail("somebody@example.test")
                .useKeyPair(key)
                .createLogin(new Session(URI.create(httpca.directory())));
    }

    private static Certificate certificate(OrderBuilder asked) throws Exception {
        return certificate(asked, "http-01");
    }

    private static Certificate certificate(OrderBuilder asked, String type) throws Exception {
        Order order = asked.create();
        for (Authorization authorization : order.getAuthorizations()) {
            Subscribers.show(httpca, authorization, type);
        }
        return Subscribers.complete(order);
    }

    private static void show(Order order) throws Exception {
        for (Authorization authorization : order.getAuthorizations()) {
            Subscribers.show(httpca, authorization, "http-01");
        }
        assertThat(order.waitUntilReady(LIMIT)).isEqualTo(Status.READY);
    }

    private void verify(Certificate certificate, String name) throws Exception {
        httpca.verify(folder, written(certificate), "-verify_hostname", name);
    }

    private Path written(Certificate certificate) throws Exception {
        Path file = Files.createTempFile(folder, "chain", ".pem");
        try (var out = Files.newBufferedWriter(file)) {
            certificate.writeCertificate(out);
        }
        return file;
    }

    private static Instant notAfter(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private interface Call {
        void make() throws Exception;
    }

    /** The type of the problem that the server answers with. */
    private static String catching(Call call) throws Exception {
        try {
            call.make();
        } catch (AcmeServerException refused) {
            return refused.getType().toString();
        }
        return "no problem";
    }
}
