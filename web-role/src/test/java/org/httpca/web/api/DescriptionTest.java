package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.httpca.problem.ProblemType;
import org.httpca.web.Contract;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.PublishedEntries;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.httpca.web.token.Scope;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The description is true: it knows every call there is, and each answer that it promises is given here. */
class DescriptionTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final String PROBLEM = " application/problem+json";
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();
    private static final JsonNode DOCUMENT = HTTP.get("/api/v1/openapi.json").json();

    private final Contract contract = new Contract(DOCUMENT);
    private final Map<String, String> given = new TreeMap<>();

    @Test
    void everyPromisedAnswerIsGiven() throws Exception {
        submissions();
        search();
        notices();
        requests();
        events();
        published();
        revocations();
        renewals();
        renewalWindows();
        acmeAccounts();
        downloads();
        ocsp();
        strangers();

        assertThat(given.keySet()).containsExactlyInAnyOrderElementsOf(contract.promised());
    }

    @Test
    void everyCallIsDescribed() {
        Set<String> calls = new TreeSet<>();
        WEB.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> {
                    for (String path : mapping.getPatternValues()) {
                        if (path.startsWith("/api/") || path.contains("{file:") || path.contains(".crl")) {
                            mapping.getMethodsCondition()
                                    .getMethods()
                                    .forEach(method -> calls.add(method.name().toLowerCase(java.util.Locale.ROOT) + " "
                                            + path.replaceAll("\\{file:.*}", "{file}")));
                        }
                    }
                });
        calls.add("post /ocsp/{issuer}"); // by a servlet
        Set<String> described = new TreeSet<>(Set.of("get /api/docs"));
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(name -> !name.equals("parameters"))
                        .forEach(method -> described.add(method + " " + path.getKey())));

        assertThat(calls).isEqualTo(described);
    }

    @Test
    void namesEveryProblemAndTheServer() {
        assertThat(DOCUMENT.at("/components/schemas/Problem/properties/type/enum")
                        .size())
                .isEqualTo(ProblemType.values().length);
        assertThat(HTTP.get("/api/v1/openapi.json", "Host", "ca.example:8080")
                        .json()
                        .at("/servers/0/url")
                        .asString())
                .isEqualTo("http://ca.example:8080");
    }

    @Test
    void isAPageForPeople() {
        Answer page = HTTP.get("/api/docs", "Accept", "text/html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("id=\"submitRequest\"", "GET /api/v1/requests/{id}/events", "urn:httpca:problem:bad-csr")
                .contains("href=\"#Request\"", "id=\"Request\"")
                .doesNotContainPattern("https?://(?!127\\.0\\.0\\.1|www\\.w3\\.org)");
        Pattern.compile("href=\"#([A-Za-z]+)\"")
                .matcher(page.text())
                .results()
                .forEach(link -> assertThat(page.text()).contains("id=\"" + link.group(1) + "\""));
    }

    private void submissions() {
        String one = "{\"csr\": " + Csr.inJson("described.example") + "}";
        String two = "{\"csr\": " + Csr.inJson("other.example") + "}";
        String reader = bearer("description-reader", Scope.READ);
        for (String path : new String[] {REQUESTS, REQUESTS + "/batch"}) {
            boolean batch = !path.equals(REQUESTS);
            String body = batch ? "{\"requests\": [" + one + "]}" : one;
            give("POST " + path + " 202 application/json", "POST", path, HTTP.postJson(path, body));
            give("POST " + path + " 400" + PROBLEM, "POST", path, HTTP.postJson(path, "{"));
            give(
                    "POST " + path + " 401" + PROBLEM,
                    "POST",
                    path,
                    HTTP.postJson(path, body, "Authorization", "Bearer x"));
            give("POST " + path + " 403" + PROBLEM, "POST", path, HTTP.postJson(path, body, "Authorization", reader));
            give("POST " + path + " 413" + PROBLEM, "POST", path, HTTP.postJson(path, " ".repeat((8 << 20) + 1)));
            give("POST " + path + " 415" + PROBLEM, "POST", path, HTTP.post(path, "text/csv", new byte[1]));
        }
        give(
                "POST " + REQUESTS + " 404" + PROBLEM,
                "POST",
                REQUESTS,
                HTTP.post(REQUESTS + "?profile=none", "application/pkcs10", Csr.der("a.example")));
        HTTP.postJson(REQUESTS, one, "Idempotency-Key", "described");
        give(
                "POST " + REQUESTS + " 409" + PROBLEM,
                "POST",
                REQUESTS,
                HTTP.postJson(REQUESTS, two, "Idempotency-Key", "described"));
    }

    private void search() {
        String path = "/api/v1/certificates";
        String operator = bearer("description-searcher", Scope.OPERATOR);
        String reader = bearer("description-finder", Scope.READ);
        give("GET " + path + " 200 application/json", "GET", path, HTTP.get(path, "Authorization", operator));
        Answer file = HTTP.get(path, "Authorization", operator, "Accept", "text/csv");
        give("GET " + path + " 200 text/csv", "GET", path, file);
        give("GET " + path + " 400" + PROBLEM, "GET", path, HTTP.get(path + "?limit=0", "Authorization", operator));
        give("GET " + path + " 401" + PROBLEM, "GET", path, HTTP.get(path));
        give("GET " + path + " 403" + PROBLEM, "GET", path, HTTP.get(path, "Authorization", reader));
    }

    private void notices() {
        WEB.owner().sql("""
                        insert into notice (issuer, serial, ahead_seconds, subject, identifiers, sha256, not_after, made_at)
                        values ('issuing', 'de5c1', 86400, 'CN=a.example', '{a.example}', repeat('0', 64), now(), now())
                        on conflict do nothing""").update();
        String path = "/api/v1/notices";
        String operator = bearer("description-follower", Scope.OPERATOR);
        String reader = bearer("description-curious", Scope.READ);
        give("GET " + path + " 200 application/json", "GET", path, HTTP.get(path, "Authorization", operator));
        give("GET " + path + " 400" + PROBLEM, "GET", path, HTTP.get(path + "?after=-1", "Authorization", operator));
        give("GET " + path + " 401" + PROBLEM, "GET", path, HTTP.get(path));
        give("GET " + path + " 403" + PROBLEM, "GET", path, HTTP.get(path, "Authorization", reader));
    }

    private void acmeAccounts() {
        String account = UUID.randomUUID().toString();
        WEB.owner()
                .sql("insert into acme_account (id, thumbprint, public_key, contacts, source, created_at)"
                        + " values (?::uuid, ?, '{}', '{}', '192.0.2.1', now())")
                .params(account, account)
                .update();
        String operator = bearer("description-acme", Scope.OPERATOR);
        String reader = bearer("description-none", Scope.READ);
        String own = "/api/v1/acme/accounts/" + account + "/";
        String nobody = "/api/v1/acme/accounts/" + UUID.randomUUID() + "/";
        String call = "POST /api/v1/acme/accounts/{id}/revocation ";
        give(
                call + "204",
                "POST",
                own + "revocation",
                HTTP.postJson(own + "revocation", "{}", "Authorization", operator));
        give(call + "401" + PROBLEM, "POST", own + "revocation", HTTP.postJson(own + "revocation", "{}"));
        give(
                call + "403" + PROBLEM,
                "POST",
                own + "revocation",
                HTTP.postJson(own + "revocation", "{}", "Authorization", reader));
        give(
                call + "404" + PROBLEM,
                "POST",
                nobody + "revocation",
                HTTP.postJson(nobody + "revocation", "{}", "Authorization", operator));
        String limits = "PUT /api/v1/acme/accounts/{id}/limits ";
        String lifted = "{\"unlimited\":true}";
        give(limits + "204", "PUT", own + "limits", put(own + "limits", lifted, "Authorization", operator));
        give(limits + "400" + PROBLEM, "PUT", own + "limits", put(own + "limits", "{}", "Authorization", operator));
        give(limits + "401" + PROBLEM, "PUT", own + "limits", put(own + "limits", lifted, "X-None", ""));
        give(limits + "403" + PROBLEM, "PUT", own + "limits", put(own + "limits", lifted, "Authorization", reader));
        give(
                limits + "404" + PROBLEM,
                "PUT",
                nobody + "limits",
                put(nobody + "limits", lifted, "Authorization", operator));
    }

    private static Answer put(String path, String json, String header, String value) {
        return HTTP.send("PUT", path, BodyPublishers.ofString(json), "Content-Type", "application/json", header, value);
    }

    private void renewalWindows() {
        String path = "/api/v1/renewal-windows";
        String operator = bearer("description-renewer", Scope.OPERATOR);
        String reader = bearer("description-idle", Scope.READ);
        String body = "{\"reason\": \"a broken key\", \"serials\": [\"DE:5C1\"]}";
        Answer made = HTTP.postJson(path, body, "Authorization", operator);
        give("POST " + path + " 201 application/json", "POST", path, made);
        give("POST " + path + " 400" + PROBLEM, "POST", path, HTTP.postJson(path, "{}", "Authorization", operator));
        give("POST " + path + " 401" + PROBLEM, "POST", path, HTTP.postJson(path, body));
        give("POST " + path + " 403" + PROBLEM, "POST", path, HTTP.postJson(path, body, "Authorization", reader));
        give("GET " + path + " 200 application/json", "GET", path, HTTP.get(path, "Authorization", operator));
        give("GET " + path + " 401" + PROBLEM, "GET", path, HTTP.get(path));
        give("GET " + path + " 403" + PROBLEM, "GET", path, HTTP.get(path, "Authorization", reader));
        String call = "DELETE " + path + "/{id} ";
        String own = path + "/" + made.json().get("id").asString();
        give(call + "401" + PROBLEM, "DELETE", own, delete(own, "X-None", ""));
        give(call + "403" + PROBLEM, "DELETE", own, delete(own, "Authorization", reader));
        give(call + "204", "DELETE", own, delete(own, "Authorization", operator));
        give(call + "404" + PROBLEM, "DELETE", own, delete(own, "Authorization", operator));
    }

    private void revocations() {
        Published.issue(WEB.owner(), 0x6dead, "described.example", null);
        String call = "/api/v1/certificates/{serial}/revocation";
        String path = "/api/v1/certificates/6dead/revocation";
        String operator = bearer("description-operator", Scope.OPERATOR);
        String body = "{\"reason\": \"superseded\"}";
        give(
                "POST " + call + " 202 application/json",
                "POST",
                path,
                HTTP.postJson(path, body, "Authorization", operator));
        give("POST " + call + " 400" + PROBLEM, "POST", path, HTTP.postJson(path, "{}", "Authorization", operator));
        give("POST " + call + " 401" + PROBLEM, "POST", path, HTTP.postJson(path, body));
        String reader = bearer("description-other", Scope.READ);
        give("POST " + call + " 403" + PROBLEM, "POST", path, HTTP.postJson(path, body, "Authorization", reader));
        String unknown = path.replace("6dead", "6deae");
        give(
                "POST " + call + " 404" + PROBLEM,
                "POST",
                unknown,
                HTTP.postJson(unknown, body, "Authorization", operator));
        String release = body.replace("superseded", "removeFromCRL");
        give("POST " + call + " 409" + PROBLEM, "POST", path, HTTP.postJson(path, release, "Authorization", operator));
    }

    private void renewals() throws Exception {
        String call = "POST /api/v1/certificates/{serial}/renewal ";
        String json = " application/json";
        Renewable holder = Renewable.issued("renewed.described.example");
        String path = holder.path();
        byte[] csr = holder.sameKey();
        String pem = "application/x-pem-file";
        give(call + "202" + json, "POST", path, HTTP.post(path, pem, csr));
        give(call + "400" + PROBLEM, "POST", path, HTTP.postJson(path, "{}"));
        give(call + "403" + PROBLEM, "POST", path, HTTP.post(path, "application/pkcs10", Csr.der("a.example")));
        String unknown = "/api/v1/certificates/6deaf/renewal";
        give(call + "404" + PROBLEM, "POST", unknown, HTTP.post(unknown, pem, csr));
        give(call + "409" + PROBLEM, "POST", path, HTTP.post(path, pem, csr));
        give(call + "413" + PROBLEM, "POST", path, HTTP.post(path, pem, new byte[200_000]));
        give(call + "415" + PROBLEM, "POST", path, HTTP.post(path, "text/plain", csr));
    }

    private void requests() {
        String call = REQUESTS + "/{id}";
        Answer submitted = HTTP.post(REQUESTS, "application/pkcs10", Csr.der("a.example"));
        String path = submitted.header("Location");
        String secret = submitted.json().get("withdrawalSecret").asString();
        String nobody = REQUESTS + "/" + UUID.randomUUID();
        give("GET " + call + " 200 application/json", "GET", path, HTTP.get(path, "Prefer", "wait=0"));
        give("GET " + call + " 404" + PROBLEM, "GET", nobody, HTTP.get(nobody));
        give("DELETE " + call + " 401" + PROBLEM, "DELETE", path, delete(path, "X-None", ""));
        give("DELETE " + call + " 403" + PROBLEM, "DELETE", path, delete(path, "Withdrawal-Secret", "no"));
        give("DELETE " + call + " 404" + PROBLEM, "DELETE", nobody, delete(nobody, "Withdrawal-Secret", "no"));
        give("DELETE " + call + " 202 application/json", "DELETE", path, delete(path, "Withdrawal-Secret", secret));
        WEB.owner()
                .sql("update request set status = 'rejected', revision = 1, announce_at = null,"
                        + " problem = '{\"type\":\"rejected-identifier\",\"detail\":\"No.\"}' where id = ?::uuid")
                .param(submitted.json().get("id").asString())
                .update();
        give("DELETE " + call + " 409" + PROBLEM, "DELETE", path, delete(path, "Withdrawal-Secret", secret));
        assertThat(HTTP.get(path).json().get("problem").get("status").asInt()).isEqualTo(403);
        String events = path + "/events";
        String stream = "GET " + call + "/events ";
        give(stream + "200 text/event-stream", "GET", events, HTTP.get(events));
        give(stream + "204", "GET", events, HTTP.get(events, "Last-Event-ID", "1-rejected"));
        give(stream + "404" + PROBLEM, "GET", nobody, HTTP.get(nobody + "/events"));
        give(stream + "406" + PROBLEM, "GET", events, HTTP.get(events, "Accept", "text/html"));
    }

    /** On roles that allow none. */
    private void events() {
        String path =
                HTTP.post(REQUESTS, "application/pkcs10", Csr.der("a.example")).header("Location") + "/events";
        Map<String, Object> properties = WEB.properties();
        properties.put("httpca.api.event-streams-per-client", 0);
        properties.put("httpca.proxies", "127.0.0.0/8");
        properties.put("httpca.limits.address.submissions", 1);
        properties.put("httpca.limits.address.reads", 1);
        properties.put("httpca.limits.ocsp", 1);
        try (ConfigurableApplicationContext another = WebRole.run(properties)) {
            give(
                    "GET " + REQUESTS + "/{id}/events 429" + PROBLEM,
                    "GET",
                    path,
                    WebUnderTest.http(another).get(path));
            limited(WebUnderTest.http(another));
        }
        properties.put("httpca.api.event-streams", 0);
        try (ConfigurableApplicationContext another = WebRole.run(properties)) {
            give(
                    "GET " + REQUESTS + "/{id}/events 503" + PROBLEM,
                    "GET",
                    path,
                    WebUnderTest.http(another).get(path));
        }
    }

    /** Everything, by a client that has asked for all that it may: on a role that allows one request of each kind. */
    private void limited(Http http) {
        for (String method : new String[] {"GET", "POST"}) {
            assertThat(tooOften(http, method, "/api/v1/nothing").status()).isEqualTo(404);
        }
        assertThat(tooOften(http, "POST", "/ocsp/nobody").status()).isEqualTo(415);
        for (String promise : contract.promised()) {
            String[] words = promise.split(" ");
            if (words[2].equals("429")) {
                String path = words[1].replace("{file}", "cert.pem").replaceAll("\\{[a-z]+}", "1");
                Answer answer = tooOften(http, words[0], path);
                assertThat(answer.header("RateLimit-Policy")).endsWith(";q=1;w=60");
                assertThat(answer.header("RateLimit")).contains(";r=0;");
                give(promise, words[0], path, answer);
            }
        }
    }

    private static Answer tooOften(Http http, String method, String path) {
        return http.send(
                method,
                path,
                BodyPublishers.ofByteArray("{}".getBytes(StandardCharsets.UTF_8)),
                "X-Forwarded-For",
                "192.0.2.1",
                "Content-Type",
                "application/json");
    }

    private void published() {
        Published.store(
                WEB.owner(), "elsewhere", Published.issue(WEB.owner(), 0xde5c, "c.example", null), "c.example", null);
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("/api/v1/certificates/{serial}", "/api/v1/certificates/issuing:de5c");
        paths.put("/api/v1/profiles", "/api/v1/profiles");
        paths.put("/api/v1/ca", "/api/v1/ca");
        paths.put("/api/v1/openapi.json", "/api/v1/openapi.json");
        paths.forEach((call, path) -> {
            Answer answer = HTTP.get(path);
            give("GET " + call + " 200 application/json", "GET", path, answer);
            give("GET " + call + " 304", "GET", path, HTTP.get(path, "If-None-Match", answer.header("ETag")));
        });
        WEB.owner()
                .sql("insert into audit_checkpoint values ('described', 5, 'ey') on conflict do nothing")
                .update();
        String checkpoints = "/api/v1/audit/checkpoints";
        give("GET " + checkpoints + " 200 application/json", "GET", checkpoints, HTTP.get(checkpoints));
        PublishedEntries.ofLog(WEB.owner(), 3);
        String log = "/api/v1/log";
        give("GET " + log + " 200 application/json", "GET", log, HTTP.get(log));
        give("GET " + log + "/entries 200 application/json", "GET", log + "/entries", HTTP.get(log + "/entries"));
        String proof = log + "/certificates/";
        String known = proof + PublishedEntries.entry(1).sha256().hex();
        String unknown = proof + "00".repeat(32);
        give("GET " + proof + "{fingerprint} 200 application/json", "GET", known, HTTP.get(known));
        give("GET " + proof + "{fingerprint} 404" + PROBLEM, "GET", unknown, HTTP.get(unknown));
        String consistency = log + "/consistency?first=1&second=3";
        give("GET " + log + "/consistency 200 application/json", "GET", consistency, HTTP.get(consistency));
        give("GET /api/v1/status 200 application/json", "GET", "/api/v1/status", HTTP.get("/api/v1/status"));
        for (String tree : new String[] {"/api/v1/certificates/{serial}", "/certificates/{serial}/{file}"}) {
            String many = tree.replace("{serial}", "de5c").replace("{file}", "cert.pem");
            String none = tree.replace("{serial}", "ffffffff").replace("{file}", "cert.pem");
            give("GET " + tree + " 409" + PROBLEM, "GET", many, HTTP.get(many));
            give("GET " + tree + " 404" + PROBLEM, "GET", none, HTTP.get(none));
        }
    }

    private void downloads() {
        String path =
                HTTP.post(REQUESTS, "application/pkcs10", Csr.der("a.example")).header("Location");
        String id = path.substring(path.lastIndexOf('/') + 1);
        Published.issue(WEB.owner(), 0xde5d, "a.example", UUID.fromString(id));
        Published.store(WEB.owner(), "above", Published.ISSUING, "Issuing", null);
        Map<String, String> trees = Map.of(
                "/certificates/{serial}/{file}", "/certificates/de5d/{file}",
                "/requests/{id}/{file}", "/requests/" + id + "/{file}",
                "/ca/{issuer}/{file}", "/ca/issuing/{file}");
        trees.forEach((call, at) -> {
            for (String file :
                    new String[] {"cert.pem", "cert.pem.txt", "cert.cer", "cert.crt", "cert.p7b", "csr.csr"}) {
                String address = at.replace("{file}", file);
                Answer answer = HTTP.get(address);
                if (answer.status() == 200) {
                    give("GET " + call + " 200 " + answer.header("Content-Type"), "GET", address, answer);
                    give(
                            "GET " + call + " 304",
                            "GET",
                            address,
                            HTTP.get(address, "If-None-Match", answer.header("ETag")));
                }
            }
            String none = at.replace("{file}", "cert.p");
            give("GET " + call + " 404" + PROBLEM, "GET", none, HTTP.get(none));
        });
        String ca = "/certificates/above:2/cert.crt";
        give("GET /certificates/{serial}/{file} 200 application/x-x509-ca-cert", "GET", ca, HTTP.get(ca));
        Published.crl(WEB.owner(), "9", 1, Instant.now(), Instant.now().plusSeconds(3600), Published.crl());
        Map<String, String> crls = Map.of("crl.crl", "crl.crl", "crl/{shard}.crl", "crl/9.crl");
        crls.forEach((call, file) -> {
            Answer answer = HTTP.get("/ca/issuing/" + file);
            String name = "GET /ca/{issuer}/" + call;
            give(name + " 200 application/pkix-crl", "GET", "/ca/issuing/" + file, answer);
            give(
                    name + " 304",
                    "GET",
                    "/ca/issuing/" + file,
                    HTTP.get("/ca/issuing/" + file, "If-None-Match", answer.header("ETag")));
            give(name + " 404" + PROBLEM, "GET", "/ca/nobody/" + file, HTTP.get("/ca/nobody/" + file));
        });
    }

    private void ocsp() throws Exception {
        String call = "POST /ocsp/{issuer} ";
        String type = "application/ocsp-request";
        Answer answer = HTTP.post("/ocsp/issuing", type, new byte[1]);
        for (int i = 0; i < 200 && answer.status() == 404; i++) {
            Thread.sleep(50); // the role has just begun, and learns its issuers
            answer = HTTP.post("/ocsp/issuing", type, new byte[1]);
        }
        give(call + "200 application/ocsp-response", "POST", "/ocsp/issuing", answer);
        give(call + "404" + PROBLEM, "POST", "/ocsp/nobody", HTTP.post("/ocsp/nobody", type, new byte[1]));
        give(call + "413" + PROBLEM, "POST", "/ocsp/issuing", HTTP.post("/ocsp/issuing", type, new byte[4097]));
        give(call + "415" + PROBLEM, "POST", "/ocsp/issuing", HTTP.post("/ocsp/issuing", "text/csv", new byte[1]));
    }

    /** The promise of what is not promised by its status: who calls us by a name that is not ours gets 400, or 421, everywhere. */
    private void strangers() {
        for (String promise : contract.promised()) {
            String[] words = promise.split(" ");
            if (words[2].equals("default")) {
                String path = words[1].replace("{file}", "cert.pem").replaceAll("\\{[a-z]+}", "1");
                byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
                Answer answer = HTTP.send(
                        words[0],
                        path,
                        BodyPublishers.ofByteArray(body),
                        "Host",
                        "stranger.example",
                        "Content-Type",
                        "application/json");
                assertThat(answer.status()).isEqualTo(400);
                given.put(promise, path);
            }
        }
    }

    /** Says what was promised, and checks that it was given. */
    private void give(String promise, String method, String path, Answer answer) {
        assertThat(answer.status())
                .as(promise + ": " + answer.text())
                .isEqualTo(Integer.parseInt(promise.split(" ")[2]));
        if (promise.endsWith("problem+json")) {
            assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
        }
        String at = promise.split(" ")[1].contains("/events") && !path.endsWith("/events") ? path + "/events" : path;
        assertThat(contract.check(method, at, answer)).hasValue(promise);
        given.put(promise, path);
    }

    private static Answer delete(String path, String... headers) {
        return HTTP.send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    private static String bearer(String name, Scope scope) {
        return "Bearer " + WEB.token(name, scope);
    }
}
