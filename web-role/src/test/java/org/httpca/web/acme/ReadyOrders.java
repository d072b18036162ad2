package org.httpca.web.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.acme.OrdersTest.id;
import static org.httpca.web.acme.OrdersTest.path;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.httpca.pki.Octets;
import org.httpca.web.Http;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders as the worker and the signer leave them. */
final class ReadyOrders {
    private static final AtomicLong SERIALS = new AtomicLong(0x4617_0000_0000L);
    private static final JdbcClient OWNER = WebUnderTest.shared().owner();

    private ReadyOrders() {}

    /** The path of an order whose names the worker found to be the client's. */
    static String ready(AcmeClient client, String payload) {
        Http.Answer made = client.post("/acme/new-order", payload);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String order = path(made.header("Location"));
        OWNER.sql("""
                        update acme_challenge set outcome = 'valid', decided_at = now(), thumbprint =
                          (select k.thumbprint from acme_account k join acme_order o on o.account_id = k.id where o.id = ?::uuid)
                        where id in
                          (select distinct on (c.authorization_id) c.id from acme_challenge c
                           join acme_order_authorization o on o.authorization_id = c.authorization_id where o.order_id = ?::uuid)""").params(id(order), id(order)).update();
        assertThat(client.get(order).json().get("status").asString()).isEqualTo("ready");
        return order;
    }

    static UUID request(String order) {
        return OWNER.sql("select request_id from acme_order where id = ?::uuid")
                .param(id(order))
                .query(UUID.class)
                .single();
    }

    static String command(String order) {
        return OWNER.sql("select command from request where id = ?")
                .param(request(order))
                .query(String.class)
                .single();
    }

    /** Issues for 90 days from now on, under the one name "own". @return its serial number */
    static long issue(String order, byte[] csr) {
        long serial = SERIALS.incrementAndGet();
        Published.issueTo(
                OWNER, serial, request(order), Octets.of(csr), Published.NOW, Published.NOW.plus(Duration.ofDays(90)));
        return serial;
    }
}
