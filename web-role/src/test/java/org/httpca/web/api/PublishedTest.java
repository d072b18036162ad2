package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.api.SubmitTest.assertProblem;

import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PublishedTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();

    @Test
    void showsProfiles() {
        JsonNode profiles = HTTP.get("/api/v1/profiles").json().get("profiles");

        assertThat(profiles.size()).isEqualTo(2);
        assertThat(profiles.get(0).get("name").asString()).isEqualTo("server");
        assertThat(profiles.get(0).get("default").asBoolean()).isTrue();
        assertThat(profiles.get(1).get("approvals").asInt()).isEqualTo(2);
    }

    @Test
    void showsIssuersAndTheirCrls() {
        JsonNode issuers =
                HTTP.get("/api/v1/ca", "Host", "ca.example:8080").json().get("issuers");

        assertThat(issuers.size()).isEqualTo(2);
        JsonNode issuing = issuers.get(0);
        assertThat(issuing.get("name").asString()).isEqualTo("issuing");
        assertThat(issuing.get("root").asBoolean()).isFalse();
        assertThat(issuing.get("serial").asString()).isEqualTo("2");
        assertThat(issuing.get("url").asString()).isEqualTo("http://ca.example:8080/ca/issuing");
        assertThat(issuing.get("crl").get("url").asString()).isEqualTo("http://ca.example:8080/ca/issuing/crl.crl");
        assertThat(issuing.get("crl").get("number").asLong()).isEqualTo(7);
        assertThat(issuers.get(1).get("root").asBoolean()).isTrue();
        assertThat(issuers.get(1).get("crl").isNull()).isTrue();
    }

    @Test
    void showsCheckpointsANewestPageFirst() {
        WEB.owner()
                .sql("insert into audit_checkpoint select 'signer-' || i % 2, 1000 + i / 2, 'ey' || i"
                        + " from generate_series(1, 205) i")
                .update();
        String path = "/api/v1/audit/checkpoints?before=9999";

        JsonNode first = HTTP.get(path).json();
        long next = first.get("next").asLong();
        JsonNode second = HTTP.get("/api/v1/audit/checkpoints?before=" + next).json();
        JsonNode third = HTTP.get(
                        "/api/v1/audit/checkpoints?before=" + second.get("next").asLong())
                .json();
        JsonNode last = HTTP.get("/api/v1/audit/checkpoints?before=1").json();

        assertThat(first.get("checkpoints").get(0).get("number").asLong()).isEqualTo(1102);
        assertThat(first.get("checkpoints").get(0).get("checkpoint").asString()).startsWith("ey");
        // Two signers have the same number here: neither is lost between two pages.
        assertThat(first.get("checkpoints").size()).isEqualTo(100);
        assertThat(second.get("checkpoints").get(0).get("number").asLong()).isLessThan(next);
        assertThat(third.get("checkpoints").size()).isPositive();
        assertThat(last.get("checkpoints").size()).isZero();
        assertThat(last.get("next").isNull()).isTrue();
        assertProblem(HTTP.get("/api/v1/audit/checkpoints?before=now"), 400, "malformed");
    }

    @Test
    void showsACertificateButNotItsRequest() {
        X509CertificateHolder certificate = Published.issue(WEB.owner(), 0xabc, "shown.example", null);

        Answer answer = HTTP.get("/api/v1/certificates/ABC");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode shown = answer.json();
        assertThat(shown.get("serial").asString()).isEqualTo("abc");
        assertThat(shown.get("issuer").asString()).isEqualTo("issuing");
        assertThat(shown.get("names").get(0).asString()).isEqualTo("shown.example");
        assertThat(shown.get("notAfter").asString())
                .isEqualTo(certificate.getNotAfter().toInstant().toString());
        assertThat(answer.text()).doesNotContain("request");
    }

    @Test
    void asksWhichCertificateIsMeant() {
        X509CertificateHolder certificate = Published.issue(WEB.owner(), 0xd00d, "twice.example", null);
        Published.store(WEB.owner(), "imported", certificate, "twice.example", null);

        Answer ambiguous = HTTP.get("/api/v1/certificates/d00d");

        assertProblem(ambiguous, 409, "conflict");
        assertThat(ambiguous.json().get("detail").asString())
                .contains("imported:d00d")
                .contains("issuing:d00d");
        assertThat(HTTP.get("/api/v1/certificates/imported:d00d")
                        .json()
                        .get("issuer")
                        .asString())
                .isEqualTo("imported");
        assertProblem(HTTP.get("/api/v1/certificates/nothex"), 404, "not-found");
        assertProblem(HTTP.get("/api/v1/certificates/root:d00d"), 404, "not-found");
    }

    @Test
    void showsHowEverythingIs() {
        HTTP.post("/api/v1/requests", "application/pkcs10", Csr.der("status.example"));
        WEB.owner().sql("""
                        insert into heartbeat (instance, role, number, at, body) values ('signer-1', 'signer', 1, now() - interval '2 minutes',
                        '{"instance":"signer-1","number":1,"at":"2026-01-01T00:00:00Z","version":"1","requestsByState":{"Waiting-For-Approval":3},"stages":{},"alarms":["The key is old."]}')""").update();

        JsonNode status = HTTP.get("/api/v1/status").json();

        assertThat(status.get("roles").get(0).get("role").asString()).isEqualTo("web");
        assertThat(status.get("roles").get(0).get("state").asString()).isEqualTo("ok");
        assertThat(status.get("roles").get(1).get("state").asString()).isEqualTo("unknown");
        JsonNode signer = status.get("roles").get(2);
        assertThat(signer.get("state").asString()).isEqualTo("late");
        assertThat(signer.get("instances").get(0).get("age").asLong()).isBetween(119L, 200L);
        assertThat(signer.get("instances")
                        .get(0)
                        .get("requestsByState")
                        .get("Waiting-For-Approval")
                        .asLong())
                .isEqualTo(3);
        assertThat(status.get("requests").get("queued").asLong()).isPositive();
        assertThat(status.get("requests").has("withdrawn")).isTrue();
        assertThat(status.get("oldest").has("queued")).isTrue();
        assertThat(status.get("outbox").get("depth").asLong()).isPositive();
        assertThat(status.get("alarms").toString())
                .contains("signer-1: The key is old.")
                .contains("No worker");
    }
}
