package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.util.KeyPairUtils;

/** Whoever writes about checks into the web database, even as the owner of its schema, gets nothing signed by that. */
@Tag("full")
@Timeout(240)
class ForgedChecksTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private static Path installed;

    private static AcmeInstallation httpca;

    @BeforeAll
    static void start() throws Exception {
        httpca = AcmeInstallation.start(installed, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        httpca.close();
    }

    @Test
    void theWebRolesLoginWritesNoOutcome() throws Exception {
        Path data = httpca.standalone().data();
        Tables owner = Tables.web(data);
        Tables web = new Tables(owner.url(), "httpca_web", data.resolve("web/database-password"));
        assertThat(web.count("acme_challenge")).isNotNegative();
        assertThatThrownBy(() -> web.lines("UPDATE acme_challenge SET outcome = 'valid' RETURNING id"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> web.lines("UPDATE acme_challenge SET evidence = 'eyJ' RETURNING id"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void anOutcomeWithoutEvidenceIsWorthNothing() throws Exception {
        Order order = forged(login(), "nobody.acme.test", "NULL");
        assertThat(rejection(order)).contains("Nothing shows control of 'nobody.acme.test'");
    }

    @Test
    void evidenceThatAnotherAccountHasShownIsWorthNothing() throws Exception {
        Order shown = login().newOrder().domain("victim.acme.test").create();
        for (Authorization authorization : shown.getAuthorizations()) {
            Subscribers.show(httpca, authorization, "http-01");
        }
        String theirs =
                "(SELECT c.evidence FROM acme_challenge c JOIN acme_authorization a ON a.id = c.authorization_id"
                        + " WHERE a.value = 'victim.acme.test' AND c.evidence IS NOT NULL)";

        assertThat(rejection(forged(login(), "victim.acme.test", theirs)))
                .contains("was shown by another key than that which asks");
        Subscribers.complete(shown);
    }

    /** An order that the web database says is ready. */
    private static Order forged(Login thief, String name, String evidence) throws Exception {
        Order order = thief.newOrder().domain(name).create();
        String path = order.getAuthorizations().get(0).getLocation().getPath();
        String authorization = path.substring(path.lastIndexOf('/') + 1);
        assertThat(Tables.web(httpca.standalone().data())
                        .lines(
                                "UPDATE acme_challenge c SET outcome = 'valid', decided_at = now(), asked_at = now(), evidence = "
                                        + evidence
                                        + ", thumbprint = (SELECT o.thumbprint FROM acme_account o JOIN acme_authorization a ON a.account_id = o.id"
                                        + " WHERE a.id = c.authorization_id) WHERE c.type = 'http-01' AND c.authorization_id = '"
                                        + authorization + "' RETURNING id"))
                .hasSize(1);
        order.fetch();
        assertThat(order.getStatus()).isEqualTo(Status.READY);
        return order;
    }

    private static String rejection(Order order) throws Exception {
        order.execute(KeyPairUtils.createECKeyPair("secp256r1"));
        assertThat(order.waitForCompletion(LIMIT)).isEqualTo(Status.INVALID);
        return order.getError().flatMap(Problem::getDetail).orElse("");
    }

    private static Login login() throws Exception {
        return new AccountBuilder()
                .agreeToTermsOfService()
                .useKeyPair(KeyPairUtils.createECKeyPair("secp256r1"))
                .createLogin(new Session(URI.create(httpca.standalone().url() + "acme/directory")));
    }
}
