package org.httpca.web.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Published;
import org.httpca.web.PublishedEntries;
import org.httpca.web.token.Scope;
import org.httpca.web.token.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fills a database by a running web role, as users do it. What the worker writes, its owner writes here. */
final class Lived {
    private static final String REQUESTS = "/api/v1/requests";

    private final Http http;
    private final JdbcClient owner;
    private final String token;
    private final Properties kept = new Properties();

    Lived(Http http, JdbcClient owner, Tokens tokens) {
        this.http = http;
        this.owner = owner;
        token = tokens.create("left", EnumSet.allOf(Scope.class)).orElseThrow();
        tokens.create("revoked", EnumSet.allOf(Scope.class));
        tokens.revoke("revoked");
    }

    /** @return what whoever used it has kept: the token, the withdrawal secret, the key of a repeated request */
    Properties live() {
        Published.all(owner);
        kept.setProperty("token", token);
        String csr = Csr.pem("again.example");
        kept.setProperty("csr", csr);
        kept.setProperty("again", submit(csr, "Authorization", "Bearer " + token, "Idempotency-Key", "once"));
        requests();
        certificates();
        messages();
        byte[] form = ("csr=" + URLEncoder.encode(Csr.pem("browser.example"), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(http.post("/", "application/x-www-form-urlencoded", form, "Accept", "text/html")
                        .status())
                .isLessThan(400);
        owner.sql(
                        "insert into browser_session_operator (session_sha256, token_id, ends_at)"
                                + " select s.sha256, t.id, now() + interval '8 hours' from browser_session s, token t where t.name = 'left' limit 1")
                .update();
        owner.sql("insert into browser_session_openid (session_sha256, issuer, subject, display_name, granted, ends_at)"
                        + " select sha256, 'https://login.example', 'olga-1', 'Olga', '{ca-operators}', now() + interval '8 hours'"
                        + " from browser_session limit 1")
                .update();
        PublishedEntries.ofLog(owner, 300);
        notices();
        acme();
        return kept;
    }

    private void acme() {
        owner.sql("insert into acme_nonce_key (period, secret, made_at) values (41000, '\\x00', now())")
                .update();
        owner.sql("insert into acme_nonce_used (nonce) values ('\\x000102030405060708090a0b0c0d0e0f')")
                .update();
        owner.sql(
                        "insert into acme_external_key (kid, name, secret, made_at, used_at) values ('kid', 'host', '\\x00', now(), now())")
                .update();
        UUID account = UUID.randomUUID();
        owner.sql("insert into acme_account (id, thumbprint, public_key, contacts, external_kid, source, created_at)"
                        + " values (?, 'thumbprint', '{}', '{mailto:a@example.org}', 'kid', '192.0.2.1', now())")
                .param(account)
                .update();
        UUID authorization = UUID.randomUUID();
        owner.sql("insert into acme_authorization (id, account_id, type, value, wildcard, created_at, expires_at)"
                        + " values (?, ?, 'dns', 'acme.example', false, now(), now())")
                .params(authorization, account)
                .update();
        owner.sql(
                        "insert into renewal_window (id, made_at, made_by, reason, explanation_url, starts_at, ends_at, issuer, profile, name, serials)"
                                + " values (?, now(), 'token:left', 'a broken key', 'https://ca.example/why', now(), now(), 'issuing', 'server',"
                                + " 'issued', '{1,2}')")
                .param(UUID.randomUUID())
                .update();
        owner.sql("insert into acme_challenge (id, authorization_id, type, token, asked_at, thumbprint, due_at)"
                        + " values (?, ?, 'http-01', 'token', now(), 'thumbprint', now())")
                .params(UUID.randomUUID(), authorization)
                .update();
        owner.sql(
                        "with one as (insert into acme_order (id, account_id, created_at, expires_at, request_id, profile, not_before,"
                                + " not_after, replaces, replaces_issuer, replaces_serial)"
                                + " values (?, ?, now(), now(), ?::uuid, 'server', now(), now(), 'AA.AQ', 'issuing', '1') returning id)"
                                + " insert into acme_order_authorization (order_id, number, authorization_id) select id, 0, ? from one")
                .params(UUID.randomUUID(), account, kept.getProperty("again"), authorization)
                .update();
    }

    private void notices() {
        owner.sql("""
                        with told as (insert into notice (issuer, serial, ahead_seconds, subject, identifiers, sha256, not_after, made_at)
                            select issuer, serial, 86400, subject, identifiers, sha256, not_after, now() from certificate returning number),
                        sent as (insert into notice_message (id, channel, recipient, notices, made_at, due_at)
                            values (?, 'mail', 'somebody@example.org', 4, now(), now()) returning id)
                        insert into notice_in_message (message_id, number) select id, number from sent, told""").param(UUID.randomUUID()).update();
        owner.sql("insert into notice_progress (ahead_seconds, not_after, number) values (86400, now(), 4)")
                .update();
    }

    private void requests() {
        Http.Answer held = http.post(REQUESTS, "application/x-pem-file", octets(Csr.pem("held.example")));
        kept.setProperty("held", held.json().get("id").asString());
        kept.setProperty("secret", held.json().get("withdrawalSecret").asString());
        status(kept.getProperty("held"), "waiting-for-approval", "");
        status(submit(Csr.pem("sent.example")), "submitted", "");
        status(submit(Csr.pem("signed.example")), "waiting-for-signature", "");
        status(submit(Csr.pem("withdrawn.example")), "withdrawn", ", announce_at = null");
        status(
                submit(Csr.pem("rejected.example")),
                "rejected",
                ", announce_at = null, problem = '{\"type\":\"bad-public-key\",\"detail\":\"Make a new key.\"}'");
    }

    private void certificates() {
        for (long serial = 1; serial <= 4; serial++) {
            String name = "issued-" + serial + ".example";
            Published.issue(owner, serial, name, UUID.fromString(submit(Csr.pem(name))));
        }
        owner.sql(
                        "insert into certificate_requester (requester, number) select 'token:left', min(number) from certificate"
                                + " on conflict do nothing")
                .update();
        renewed();
        for (List<?> each :
                List.of(List.of("1", "superseded"), List.of("2", "keyCompromise"), List.of("3", "certificateHold"))) {
            owner.sql(
                            "insert into revocation (issuer, serial, revision, reason, at) values ('issuing', ?, 5, ?, now())")
                    .params(each)
                    .update();
        }
        Http.Answer wish = http.postJson(
                "/api/v1/certificates/issuing:3/revocation",
                "{\"reason\": \"removeFromCRL\"}",
                "Authorization",
                "Bearer " + token);
        assertThat(wish.status()).as(wish.text()).isEqualTo(202);
    }

    private void renewed() {
        try {
            KeyPair key = Csr.key();
            byte[] csr = Csr.signedBy(key, "CN=renewed.example", "renewed.example");
            UUID id = UUID.fromString(submit(Pem.encode("CERTIFICATE REQUEST", csr)));
            Published.issueTo(owner, 5, id, Octets.of(csr), Published.NOW, Published.NOW.plus(Duration.ofDays(90)));
            Http.Answer renewal = http.post(
                    "/api/v1/certificates/issuing:5/renewal", "application/pkcs10", Csr.signedBy(key, "CN=renew 5"));
            assertThat(renewal.status()).as(renewal.text()).isEqualTo(202);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void messages() {
        // an issuer's of its own: what the role asks for by itself comes when it comes
        owner.sql("insert into ocsp_responder (id, issuer, private_key, csr, command, asked_at, problem)"
                        + " values (?, 'former', '\\x00', '\\x00', '{}', now(),"
                        + " '{\"type\":\"not-found\",\"detail\":\"No such issuer.\"}')")
                .param(UUID.randomUUID())
                .update();
        owner.sql("insert into audit_checkpoint (instance, number, checkpoint) values ('signer-1', 7, 'e30.e30.e30')")
                .update();
        owner.sql("insert into inbox (envelope_id, received_at) values (?, now())")
                .param(UUID.randomUUID())
                .update();
        owner.sql("insert into parked (parked_at, direction, queue, reason, body)"
                        + " values (now(), 'in', 'httpca.worker', 'unreadable', '\\x00')")
                .update();
        owner.sql("""
                        insert into heartbeat (instance, role, number, at, body) values ('signer-1', 'signer', 1, now(),
                        '{"instance":"signer-1","number":1,"at":"2026-11-22T00:00:00Z","version":"1","requestsByState":{},"stages":{},"alarms":[]}')""").update();
    }

    private String submit(String csr, String... headers) {
        Http.Answer answer = http.post(REQUESTS, "application/x-pem-file", octets(csr), headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().get("id").asString();
    }

    private void status(String id, String status, String more) {
        owner.sql("update request set status = ?, revision = revision + 1" + more + " where id = ?::uuid")
                .params(status, id)
                .update();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
