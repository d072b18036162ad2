package org.httpca.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.httpca.bench.AcmeClient.Answer;
import org.httpca.bench.Outcome.Kind;
import org.httpca.message.MessageJson;
import org.httpca.pki.Octets;
import tools.jackson.databind.JsonNode;

/** Full orders, one after the other by each of the clients. What was downloaded is checked later, as everywhere here. */
final class AcmeLoad {
    private static final long PATIENCE = 120_000_000_000L;
    private static final long POLL_MILLIS = 1000;
    private static final String READY = "{}";
    private static final Octets NOTHING = Octets.of(new byte[0]);

    private final List<AcmeClient> clients;
    private final Http01Responder responder;
    private final long pollMillis;
    private final StepTimes times;
    private final Stop stop;

    /**
     * So many clients at a time as there are.
     *
     * @param pollMillis how long to wait before looking again; negative: what Retry-After says
     */
    AcmeLoad(List<AcmeClient> clients, Http01Responder responder, long pollMillis, StepTimes times, Stop stop) {
        this.clients = List.copyOf(clients);
        this.responder = responder;
        this.pollMillis = pollMillis;
        this.times = times;
        this.stop = stop;
    }

    /**
     * All of them; if it is stopped, those that came to their end by then.
     *
     * @param done counts what has come to an end
     */
    List<Outcome> carry(List<Applicant> applicants, AtomicInteger done) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        long beginning = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (AcmeClient client : clients) {
            Thread thread = new Thread(
                    () -> {
                        for (int i = next.getAndIncrement();
                                i < applicants.size() && !stop.isAsked();
                                i = next.getAndIncrement()) {
                            Outcome outcome = one(client, applicants.get(i), beginning);
                            // what was under way when it was stopped is not lost: nobody waited for it
                            if (outcome.kind() == Kind.ISSUED || !stop.isAsked()) {
                                outcomes.add(outcome);
                                done.incrementAndGet();
                            }
                        }
                    },
                    "client-" + (threads.size() + 1));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(outcomes);
    }

    private Outcome one(AcmeClient client, Applicant applicant, long beginning) {
        long started = System.nanoTime();
        Kind kind = Kind.LOST;
        Octets fullchain = NOTHING;
        String reason = "";
        try {
            fullchain = order(client, applicant, started + PATIENCE);
            kind = Kind.ISSUED;
        } catch (AcmeClient.Refused e) {
            kind = Kind.REJECTED;
            reason = words(e, applicant);
        } catch (IOException e) {
            reason = words(e, applicant);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason = "interrupted";
        }
        return new Outcome(applicant, kind, started - beginning, System.nanoTime() - beginning, fullchain, reason);
    }

    private Octets order(AcmeClient client, Applicant applicant, long until) throws IOException, InterruptedException {
        String asked = json(Map.of("identifiers", List.of(Map.of("type", "dns", "value", applicant.name()))));
        Answer made = times.take(AcmeStep.NEW_ORDER, () -> client.post(client.url("newOrder"), asked));
        JsonNode order = made.json();
        for (JsonNode authorization : order.path("authorizations")) {
            authorize(client, authorization.asString(""), until);
        }
        String csr = json(Map.of("csr", AccountSigner.encode(applicant.csr().toArray())));
        String finalize = order.path("finalize").asString("");
        Answer finalized = times.take(AcmeStep.FINALIZE, () -> client.post(finalize, csr));
        JsonNode issued = times.take(
                AcmeStep.ISSUING, () -> await(client, made.location(), finalized, "processing", "the order", until));
        if (!issued.path("status").asString("").equals("valid")) {
            throw new AcmeClient.Refused("the order is " + issued.path("status").asString("") + problem(issued));
        }
        String certificate = issued.path("certificate").asString("");
        return Octets.of(
                times.take(AcmeStep.DOWNLOAD, () -> client.get(certificate)).body());
    }

    private void authorize(AcmeClient client, String url, long until) throws IOException, InterruptedException {
        JsonNode authorization =
                times.take(AcmeStep.AUTHORIZATION, () -> client.get(url)).json();
        if (authorization.path("status").asString("").equals("valid")) {
            return;
        }
        JsonNode challenge = authorization
                .path("challenges")
                .valueStream()
                .filter(one -> one.path("type").asString("").equals("http-01"))
                .findFirst()
                .orElseThrow(() -> new Door.Unexpected("an authorization without http-01"));
        String token = challenge.path("token").asString("");
        responder.show(token, client.thumbprint());
        try {
            JsonNode decided = times.take(AcmeStep.CHALLENGE, () -> {
                client.post(challenge.path("url").asString(""), READY);
                return await(client, url, client.get(url), "pending", "the authorization", until);
            });
            if (!decided.path("status").asString("").equals("valid")) {
                JsonNode failed = decided.path("challenges")
                        .valueStream()
                        .filter(one -> one.has("error"))
                        .findFirst()
                        .orElse(decided);
                throw new AcmeClient.Refused(
                        "the authorization is " + decided.path("status").asString("") + problem(failed));
            }
        } finally {
            responder.forget(token);
        }
    }

    /** What it is when it is that no more; the first look is the answer that came already. */
    private JsonNode await(AcmeClient client, String url, Answer first, String status, String what, long until)
            throws IOException, InterruptedException {
        Answer answer = first;
        while (answer.json().path("status").asString("").equals(status)) {
            if (System.nanoTime() - until > 0 || stop.isAsked()) {
                throw new Door.Unexpected(what + " is still " + status);
            }
            Thread.sleep(pollMillis >= 0 ? pollMillis : answer.retryMillis() >= 0 ? answer.retryMillis() : POLL_MILLIS);
            answer = client.get(url);
        }
        return answer.json();
    }

    private static String problem(JsonNode of) {
        JsonNode error = of.path("error");
        String type = error.path("type").asString("");
        return type.isEmpty()
                ? ""
                : ", " + type.substring(type.lastIndexOf(':') + 1) + ": "
                        + error.path("detail").asString("");
    }

    private static String json(Object value) {
        return new String(MessageJson.mapper().writeValueAsBytes(value), StandardCharsets.UTF_8);
    }

    /** Without what differs from one to the next, so that the same reasons are counted as one. */
    private static String words(IOException fault, Applicant applicant) {
        boolean ours = fault instanceof AcmeClient.Refused || fault instanceof Door.Unexpected;
        return ours
                ? String.valueOf(fault.getMessage()).replace(applicant.name(), "NAME")
                : fault.getClass().getSimpleName();
    }
}
