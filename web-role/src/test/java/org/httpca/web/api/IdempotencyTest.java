package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.api.SubmitTest.assertProblem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One key is one request, however often and however many at once use it. */
class IdempotencyTest {
    private static final String REQUESTS = "/api/v1/requests";
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();

    @Test
    void manyAtOnceMakeOneRequest() throws Exception {
        repeat(16, 10);
    }

    @Test
    @Tag("full")
    void tenThousandRepeatsMakeOneRequest() throws Exception {
        repeat(16, 625);
    }

    private static void repeat(int clients, int times) throws Exception {
        String key = UUID.randomUUID().toString();
        String name = key + ".example";
        byte[] csr = Csr.der(name);
        Set<String> ids = new HashSet<>();
        int secrets = 0;
        ExecutorService all = Executors.newFixedThreadPool(clients);
        try {
            List<Future<List<Answer>>> answers = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                answers.add(all.submit(() -> {
                    List<Answer> mine = new ArrayList<>();
                    for (int i = 0; i < times; i++) {
                        mine.add(HTTP.post(REQUESTS, "application/pkcs10", csr, "Idempotency-Key", key));
                    }
                    return mine;
                }));
            }
            for (Future<List<Answer>> mine : answers) {
                for (Answer answer : mine.get()) {
                    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
                    ids.add(answer.json().get("id").asString());
                    secrets += answer.json().has("withdrawalSecret") ? 1 : 0;
                }
            }
        } finally {
            all.shutdownNow();
        }
        assertThat(ids).hasSize(1);
        assertThat(secrets).as("only the first answer has the secret").isEqualTo(1);
        assertThat(WEB.owner()
                        .sql("select count(*) from request where command like ?")
                        .param("%" + name + "%")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertProblem(
                HTTP.post(REQUESTS, "application/pkcs10", Csr.der(name), "Idempotency-Key", key), 409, "conflict");
    }
}
