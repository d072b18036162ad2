package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.acme.FinalizeTest.finalizeOrder;
import static org.httpca.web.acme.OrdersTest.id;
import static org.httpca.web.acme.OrdersTest.order;
import static org.httpca.web.acme.SignedCallsTest.refused;

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
