package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.acme.FinalizeTest.finalizeOrder;
import static org.httpca.web.acme.OrdersTest.id;
import static org.httpca.web.acme.OrdersTest.order;
import static org.httpca.web.acme.SignedCallsTest.refused;

import org.httpca.message.MessageJson;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which of the workers' statements go with a request, and how large they may be. */
class EvidenceSentTest {
    private static final String OF_ORDER =
            " and authorization_id in (select authorization_id from acme_order_authorization where order_id = ?::uuid)";

    private final AcmeUnderTest acme = AcmeUnderTest.shared();
    private final JdbcClient owner = WebUnderTest.shared().owner();

    /** Another statement would be one that the signer cannot count, and a hundred of them more than an envelope holds. */
    @Test
    void eachNameHasOneStatementAndThatOfTheAccountsKeyOfNow() {
        AcmeClient client = acme.registered();
        String order = ReadyOrders.ready(client, order("dns:twice.example"));
        // what another key showed before, by another method
        owner.sql("update acme_challenge set evidence = 'eyJ.of.now' where outcome = 'valid'" + OF_ORDER)
                .param(id(order))
                .update();
        String earlier = "update acme_challenge set outcome = 'valid', decided_at = now() - interval '1 minute',"
                + " thumbprint = 'former', evidence = 'eyJ.the.former' where type = ? and outcome is null" + OF_ORDER;
        int made = 0;
        for (String type : new String[] {"http-01", "dns-01", "tls-alpn-01"}) {
            made += owner.sql(earlier).params(type, id(order)).update();
        }
        assertThat(made).isGreaterThanOrEqualTo(2);
        assertThat(client.get(order).json().get("status").asString()).isEqualTo("ready");

        finalizeOrder(client, order, Csr.der("twice.example"));

        assertThat(MessageJson.mapper()
                        .readTree(ReadyOrders.command(order))
                        .at("/evidence")
                        .valueStream()
                        .map(one -> one.asString())
                        .skip(1))
                .containsExactly("eyJ.of.now");
    }

    /** It would be processing for ever. */
    @Test
    void whatNoEnvelopeHoldsIsRefused() {
        AcmeClient client = acme.registered();
        String order = ReadyOrders.ready(client, order("dns:large1.example", "dns:large2.example"));
        int each = 300 * 1024;
        owner.sql("update acme_challenge set evidence = 'eyJ' || repeat('x', ?) where outcome = 'valid'" + OF_ORDER)
                .params(each, id(order))
                .update();
        Http.Answer refused = finalizeOrder(client, order, Csr.der("large1.example", "large2.example"));
        refused(refused, 400, "badCSR");
        assertThat(refused.json().get("detail").asString()).contains("too large");
        assertThat(client.get(order).json().get("status").asString()).isEqualTo("ready");
    }
}
