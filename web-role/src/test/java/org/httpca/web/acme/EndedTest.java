package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.httpca.web.acme.FinalizeTest.finalizeOrder;
import static org.httpca.web.acme.OrdersTest.id;
import static org.httpca.web.acme.OrdersTest.order;
import static org.httpca.web.acme.SignedCallsTest.refused;

import java.util.List;
import java.util.UUID;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.WebUnderTest;
import org.httpca.web.acme.account.OperatedAccounts;
import org.httpca.web.acme.order.PurgedNow;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has ended: by an operator, or by time. */
class EndedTest {
    private static final String NEW_ORDER = "/acme/new-order";
    private final AcmeUnderTest acme = AcmeUnderTest.shared();
    private final JdbcClient owner = WebUnderTest.shared().owner();

    @Test
    void whatAnOperatorRevokedSignsNothing() {
        AcmeClient client = acme.registered();
        String order = ReadyOrders.ready(client, order("dns:revoked.example"));
        OperatedAccounts operated = acme.bean(OperatedAccounts.class);
        assertThat(operated.revoke(UUID.fromString(client.accountId()), "token:olga"))
                .isTrue();
        assertThat(operated.revoke(UUID.randomUUID(), "token:olga")).isFalse();
        refused(client.get("/acme/account/" + client.accountId()), 401, "unauthorized");
        refused(client.get(order), 401, "unauthorized");
        refused(finalizeOrder(client, order, Csr.der("revoked.example")), 401, "unauthorized");
        refused(client.post(NEW_ORDER, order("dns:revoked.example")), 401, "unauthorized");
        refused(client.byKey("/acme/new-account", "{}"), 401, "unauthorized");
        assertThat(operated.revoke(UUID.fromString(client.accountId()), "token:olga"))
                .isTrue();
    }

    @Test
    void whatEndedAMonthAgoIsDeletedAndWhatHasACertificateIsNot() {
        AcmeClient client = acme.registered();
        Http.Answer forgotten = client.post(NEW_ORDER, order("dns:forgotten.example"));
        Http.Answer young = client.post(NEW_ORDER, order("dns:young.example"));
        String issued = ReadyOrders.ready(client, order("dns:own"));
        byte[] csr = Csr.der("own");
        finalizeOrder(client, issued, csr);
        ReadyOrders.issue(issued, csr);
        String waiting = ReadyOrders.ready(client, order("dns:waiting.example"));
        finalizeOrder(client, waiting, Csr.der("waiting.example"));
        String rejected = ReadyOrders.ready(client, order("dns:refused.example"));
        finalizeOrder(client, rejected, Csr.der("refused.example"));
        owner.sql("update request set status = 'rejected', announce_at = null where id = ?")
                .param(ReadyOrders.request(rejected))
                .update();
        ages(client, "41 days");
        ages(OrdersTest.path(young.header("Location")), "29 days");
        asked(young);
        PurgedNow.by(acme.bean(JdbcClient.class));
        refused(client.get(OrdersTest.path(forgotten.header("Location"))), 404, "malformed");
        refused(
                client.get(
                        OrdersTest.path(forgotten.json().at("/authorizations/0").asString())),
                404,
                "malformed");
        refused(client.get(rejected), 404, "malformed");
        assertThat(client.get(OrdersTest.path(young.header("Location"))).status())
                .isEqualTo(200);
        assertThat(client.get(issued).json().get("status").asString()).isEqualTo("valid");
        assertThat(client.get(waiting).json().get("status").asString()).isEqualTo("processing");
        assertThat(client.get("/acme/account/" + client.accountId()).status()).isEqualTo(200);
        assertThat(owner.sql("select count(*) from acme_challenge where authorization_id = ?::uuid")
                        .param(id(forgotten.json().at("/authorizations/0").asString()))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatNobodyAskedACheckOfIsDeletedADayAfterItsEnd() {
        AcmeClient client = acme.registered();
        Http.Answer unasked = client.post(NEW_ORDER, order("dns:unasked1.example", "dns:unasked2.example"));
        Http.Answer asked = client.post(NEW_ORDER, order("dns:asked1.example", "dns:asked2.example"));
        asked(asked);
        ages(client, "23 hours");
        PurgedNow.by(acme.bean(JdbcClient.class));
        assertThat(client.get(OrdersTest.path(unasked.header("Location"))).status())
                .isEqualTo(200);
        ages(client, "25 hours");
        PurgedNow.by(acme.bean(JdbcClient.class));
        refused(client.get(OrdersTest.path(unasked.header("Location"))), 404, "malformed");
        assertThat(client.get(OrdersTest.path(asked.header("Location"))).status())
                .isEqualTo(200);
        assertThat(values(client)).containsExactly("asked1.example", "asked2.example");
    }

    /** No index began with the time: then it took so long that nothing was deleted any more. */
    @Test
    void whatFailsWithOneKindKeepsNoOther() {
        AcmeClient client = acme.registered();
        client.post("/acme/new-authz", "{\"identifier\":{\"type\":\"dns\",\"value\":\"alone.example\"}}");
        ages(client, "25 hours");
        JdbcClient web = acme.bean(JdbcClient.class);
        String login = web.sql("select current_user").query(String.class).single();
        owner.sql("revoke delete on acme_order from " + login).update();
        try {
            assertThatThrownBy(() -> PurgedNow.by(web)).rootCause().hasMessageContaining("permission denied");
        } finally {
            owner.sql("grant delete on acme_order to " + login).update();
        }
        assertThat(values(client)).isEmpty();
        assertThat(owner.sql("select tablename from pg_indexes where indexdef like '%(expires_at)' order by tablename")
                        .query(String.class)
                        .list())
                .contains("acme_authorization", "acme_order");
    }

    private List<String> values(AcmeClient client) {
        return owner.sql("select value from acme_authorization where account_id = ?::uuid order by value")
                .param(client.accountId())
                .query(String.class)
                .list();
    }

    /** A check of its first name. */
    private void asked(Http.Answer order) {
        owner.sql("update acme_challenge set asked_at = now() where type = 'http-01' and authorization_id = ?::uuid")
                .param(id(order.json().at("/authorizations/0").asString()))
                .update();
    }

    private void ages(AcmeClient client, String by) {
        for (String table : new String[] {"acme_order", "acme_authorization"}) {
            owner.sql("update " + table + " set expires_at = now() - ?::interval where account_id = ?::uuid")
                    .params(by, client.accountId())
                    .update();
        }
    }

    private void ages(String order, String by) {
        owner.sql("update acme_order set expires_at = now() - ?::interval where id = ?::uuid")
                .params(by, id(order))
                .update();
    }
}
