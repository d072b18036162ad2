package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.standalone.WholeSystem.rows;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.httpca.order.Action;
import org.httpca.order.AdministratorKey;
import org.httpca.order.Order;
import org.httpca.standalone.WholeSystem.Asked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders put into the signer's database by hand approve nothing, and the audit says that it was tried. */
abstract class ForgedOrderJourney extends Journey {

    private DatabaseThief thief;

    @BeforeEach
    void breakIn() throws Exception {
        thief = new DatabaseThief(here());
    }

    @Test
    void anOrderThatNobodySigned() throws Exception {
        Asked asked = here().asksUntil("unsigned.example.test", "waiting-for-approval");
        refused(asked, here().administrator(), sequence(), "approve", "cannot be read");
    }

    @Test
    void anOrderWithASignatureThatDoesNotHold() throws Exception {
        Asked approved = approved("template.example.test");
        Asked asked = here().asksUntil("rewritten.example.test", "waiting-for-approval");
        String[] jws = orderOn(approved).split("\\.", -1);
        String rewritten = new String(Base64.getUrlDecoder().decode(jws[1]), StandardCharsets.UTF_8)
                .replace(approved.id().toString(), asked.id().toString())
                .replace(
                        thief.digest(approved.id()).base64(),
                        thief.digest(asked.id()).base64());
        String payload =
                Base64.getUrlEncoder().withoutPadding().encodeToString(rewritten.getBytes(StandardCharsets.UTF_8));
        refused(asked, here().administrator(), sequence(), jws[0] + "." + payload + "." + jws[2], "does not hold");
    }

    @Test
    void anOrderInAnAdministratorsNameByAnotherKey() throws Exception {
        Asked asked = here().asksUntil("namesake.example.test", "waiting-for-approval");
        long sequence = sequence();
        refused(
                asked,
                here().administrator(),
                sequence,
                signed(here().administrator(), asked, sequence),
                "does not hold");
    }

    @Test
    void anOrderBySomebodyWhoIsNoAdministrator() throws Exception {
        Asked asked = here().asksUntil("stranger.example.test", "waiting-for-approval");
        long sequence = sequence();
        refused(asked, "mallory", sequence, signed("mallory", asked, sequence), "nobody of that name");
    }

    @Test
    void aValidOrderCopiedOntoAnotherRequest() throws Exception {
        Asked approved = approved("copied-from.example.test");
        Asked asked = here().asksUntil("copied-to.example.test", "waiting-for-approval");
        refused(asked, here().administrator(), sequence(), orderOn(approved), "is not what it says");
    }

    @Test
    void anAdministratorWhoWasPutIntoTheDatabaseIsNone() throws Exception {
        Asked asked = here().asksUntil("enrolled.example.test", "waiting-for-approval");
        AdministratorKey mallory = AdministratorKey.create("mallory", Clock.systemUTC(), new SecureRandom());
        here().signer().execute("CREATE TABLE administrator (name text PRIMARY KEY, public_key text, pem text)");
        here().signer().execute("GRANT SELECT ON administrator TO PUBLIC");
        thief.does(
                "INSERT INTO administrator VALUES ('mallory', ?, ?)", mallory.publicKeyPem(), mallory.publicKeyPem());
        thief.does(
                "INSERT INTO claim (request_id, administrator, expires_at) VALUES (?, 'mallory', now() + interval '1 hour')",
                asked.id());
        thief.does("UPDATE request SET approvals_given = approvals_required WHERE id = ?", asked.id());
        long sequence = sequence();
        thief.does(
                "INSERT INTO admin_order (administrator, request_id, action, sequence, jws, counted_at, verdict)"
                        + " VALUES ('mallory-too', ?, 'approve', ?, ?, now(), 'counted')",
                asked.id(),
                sequence,
                signed("mallory-too", asked, sequence));
        refused(asked, "mallory", sequence, sign(mallory, asked, sequence), "nobody of that name");
    }

    /** Nothing in the tables that administrators write decides anything by standing there. */
    @Test
    void claimsAndCountsDecideNothing() throws Exception {
        Asked asked = here().asksUntil("claimed.example.test", "waiting-for-approval");
        thief.does(
                "INSERT INTO claim (request_id, administrator, expires_at) VALUES (?, ?, now() + interval '1 hour')",
                asked.id(),
                here().administrator());
        thief.does("UPDATE request SET approvals_given = 5, word = 'counted' WHERE id = ?", asked.id());
        // The stages have been at work since: they signed this one.
        approved("behind.example.test");
        nothingSigned(asked);
    }

    /** Puts the order on that request into the table, and shows that it does nothing but to be written down. */
    private void refused(Asked asked, String administrator, long sequence, String jws, String reason) throws Exception {
        thief.does(
                "INSERT INTO admin_order (administrator, request_id, action, sequence, jws) VALUES (?, ?, 'approve', ?, ?)",
                administrator,
                asked.id(),
                sequence,
                jws);
        here().auditsEventually(asked.id(), "order-refused");
        Map<String, Object> row = here().signer()
                .queryForMap(
                        "SELECT verdict, reason FROM admin_order WHERE administrator = ? AND sequence = ?",
                        administrator,
                        sequence);
        assertThat(row.get("verdict")).isEqualTo("refused");
        assertThat(String.valueOf(row.get("reason"))).contains(reason);
        assertThat(here().signer()
                        .queryForList(
                                "SELECT detail FROM audit WHERE request_id = ? AND event = 'order-refused'",
                                String.class,
                                asked.id()))
                .singleElement()
                .asString()
                .contains(administrator, reason);
        nothingSigned(asked);
        assertThat(here().audited(asked.id())).isEqualTo(List.of("request-held", "order-refused"));
    }

    private void nothingSigned(Asked asked) throws Exception {
        assertThat(here().signer().queryForObject("SELECT state FROM request WHERE id = ?", String.class, asked.id()))
                .isEqualTo("Waiting-For-Approval");
        for (String table : List.of("certificate", "intent")) {
            assertThat(rows(here().signer(), table, asked.id()))
                    .as("rows about it in " + table)
                    .isZero();
        }
        assertThat(here().shows(asked)).isEqualTo("waiting-for-approval");
    }

    private Asked approved(String host) throws Exception {
        Asked asked = here().asksUntil(host, "waiting-for-approval");
        here().approves(asked);
        here().showsUntil(asked, "issued");
        return asked;
    }

    private String orderOn(Asked asked) {
        return Objects.requireNonNull(here().signer()
                .queryForObject("SELECT jws FROM admin_order WHERE request_id = ?", String.class, asked.id()));
    }

    private String signed(String name, Asked asked, long sequence) throws Exception {
        return sign(AdministratorKey.create(name, Clock.systemUTC(), new SecureRandom()), asked, sequence);
    }

    private String sign(AdministratorKey key, Asked asked, long sequence) throws Exception {
        UUID id = asked.id();
        return key.sign(
                Order.onRequest(key.name(), Action.APPROVE, id, thief.digest(id), null, Instant.now(), sequence));
    }

    /** Above all that were used: that it is not is never the reason. */
    private long sequence() {
        return Objects.requireNonNull(
                here().signer().queryForObject("SELECT coalesce(max(sequence), 0) + 1 FROM admin_order", Long.class));
    }
}
