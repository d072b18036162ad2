package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.httpca.forward.loop.Wakes;
import org.httpca.web.Csr;
import org.httpca.web.EventClient;
import org.httpca.web.EventClient.Heard;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.WebRole;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class EventsTest {
    private static final String REQUESTS = "/api/v1/requests/";
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();

    @Test
    void tellWhatIsThenEachChangeAndEndWithTheLast() throws Exception {
        String id = submit();
        EventClient client = new EventClient(WEB.port(), REQUESTS + id + "/events", "Host", "ca.example:8080");

        Heard first = client.next();
        assertThat(first.id()).isEqualTo("0-queued");
        assertThat(first.data())
                .isEqualTo(HTTP.get(REQUESTS + id, "Host", "ca.example:8080").json());
        change(id, "status = 'submitted'");
        assertThat(client.next().id()).isEqualTo("0-submitted");
        change(id, "status = 'waiting-for-approval', revision = 1, approvals_required = 2");
        assertThat(client.next().data().get("approvals").get("required").asInt())
                .isEqualTo(2);
        change(id, "revision = 2, approvals_given = 1");
        assertThat(client.next().data().get("approvals").get("given").asInt()).isEqualTo(1);
        Published.issue(WEB.owner(), 0x5e01, "a.example", UUID.fromString(id));
        wake();
        Heard last = client.next();
        assertThat(last.id()).isEqualTo("3-issued");
        assertThat(last.data().get("certificate").get("url").asString())
                .isEqualTo("http://ca.example:8080/certificates/5e01");

        HttpResponse<Void> answer = client.end();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(client.everything()).startsWith("retry: 2000\n");
    }

    @Test
    void goOnWhereAClientLeftOff() throws Exception {
        String id = submit();
        EventClient client = new EventClient(WEB.port(), REQUESTS + id + "/events", "Last-Event-ID", "0-queued");
        EventClient other = new EventClient(WEB.port(), REQUESTS + id + "/events", "Last-Event-ID", "what?");
        assertThat(other.next().id()).isEqualTo("0-queued");

        change(id, "status = 'rejected', revision = 1, announce_at = null");

        assertThat(client.next().id()).isEqualTo("1-rejected");
        assertThat(client.end().statusCode()).isEqualTo(200);
        assertThat(other.next().id()).isEqualTo("1-rejected");
        Answer again = HTTP.get(REQUESTS + id + "/events", "Last-Event-ID", "1-rejected");
        assertThat(again.status()).as("browsers stop at nothing else").isEqualTo(204);
        assertThat(HTTP.get(REQUESTS + id + "/events").text()).contains("id: 1-rejected\n");
    }

    @Test
    void areOfRequestsAlone() {
        String id = submit();
        SubmitTest.assertProblem(HTTP.get(REQUESTS + UUID.randomUUID() + "/events"), 404, "not-found");
        SubmitTest.assertProblem(HTTP.get(REQUESTS + "x/events"), 404, "not-found");
        SubmitTest.assertProblem(
                HTTP.get(REQUESTS + id + "/events", "Accept", "application/json"), 406, "not-acceptable");
        Answer head = HTTP.send("HEAD", REQUESTS + id + "/events", BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
    }

    @Test
    void comeFromAnyRoleAreLimitedAndEndWithIt() throws Exception {
        Map<String, Object> properties = WEB.properties();
        properties.put("httpca.api.event-streams", 3);
        properties.put("httpca.api.event-streams-per-client", 2);
        String id = submit();
        String events = REQUESTS + id + "/events";
        List<EventClient> clients = new ArrayList<>();
        try (ConfigurableApplicationContext another = WebRole.run(properties)) {
            int port = WebUnderTest.port(another);
            for (int i = 0; i < 2; i++) {
                EventClient client = new EventClient(port, events);
                assertThat(client.next().id()).isEqualTo("0-queued");
                clients.add(client);
            }
            Answer tooMany = WebUnderTest.http(another).get(events);
            SubmitTest.assertProblem(tooMany, 429, "too-many");
            assertThat(tooMany.header("Retry-After")).isEqualTo("15");
            EventClient known = new EventClient(port, events, "Authorization", bearer("events-one"));
            known.next();
            clients.add(known);
            SubmitTest.assertProblem(
                    WebUnderTest.http(another).get(events, "Authorization", bearer("events-two")), 503, "unavailable");

            // written and woken through the first role
            change(id, "status = 'waiting-for-signature', revision = 1");

            for (EventClient client : clients) {
                assertThat(client.next().id()).isEqualTo("1-waiting-for-signature");
            }
        }
        for (EventClient client : clients) {
            assertThat(client.end().statusCode()).isEqualTo(200);
        }
    }

    private static String bearer(String name) {
        return "Bearer " + WEB.token(name, org.httpca.web.token.Scope.READ);
    }

    private static String submit() {
        return HTTP.post("/api/v1/requests", "application/pkcs10", Csr.der("a.example"))
                .json()
                .get("id")
                .asString();
    }

    private static void change(String id, String set) {
        WEB.owner()
                .sql("update request set " + set + " where id = ?::uuid")
                .param(id)
                .update();
        wake();
    }

    private static void wake() {
        WEB.bean(Wakes.class).fire("request");
    }
}
