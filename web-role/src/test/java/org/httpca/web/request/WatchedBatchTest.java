package org.httpca.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.httpca.embedded.process.Waiting;
import org.httpca.forward.loop.Wakes;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;

/** What a waiting batch costs meanwhile: the loop that looks asks for its open requests, and for no other. */
class WatchedBatchTest {
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();
    private static final int SIZE = 12;

    @Test
    void onlyWhatIsOpenIsAskedForAgain() throws Exception {
        Changes changes = WEB.bean(Changes.class);
        CompletableFuture<Answer> submitting = CompletableFuture.supplyAsync(WatchedBatchTest::submit);
        List<RequestView> stored = stored();

        assertThat(Waiting.until(
                        Duration.ofSeconds(10),
                        () -> changes.isWatched(stored.get(SIZE - 1).id())))
                .isTrue();
        assertThat(stored.subList(0, SIZE - 1)).noneMatch(one -> changes.isWatched(one.id()));
        for (int i = 1; i < SIZE; i++) {
            Published.issue(
                    WEB.owner(),
                    0x5f4d00 + i,
                    stored.get(i).names().get(0),
                    stored.get(i).id());
        }
        WEB.bean(Wakes.class).fire("request");

        assertThat(Waiting.until(
                        Duration.ofSeconds(10),
                        () -> changes.isWatched(stored.get(0).id())
                                && stored.stream().skip(1).noneMatch(one -> changes.isWatched(one.id()))))
                .as("the first one alone")
                .isTrue();
        assertThat(submitting.isDone()).isFalse();
        Published.issue(
                WEB.owner(),
                0x5f4d00,
                stored.get(0).names().get(0),
                stored.get(0).id());
        WEB.bean(Wakes.class).fire("request");
        assertThat(submitting.get(10, TimeUnit.SECONDS).status()).isEqualTo(202);
        assertThat(changes.isWatched(stored.get(0).id())).isFalse();
    }

    private static Answer submit() {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            requests.add("{\"csr\": " + Csr.inJson(name(i)) + "}");
        }
        return HTTP.postJson(
                "/api/v1/requests/batch", "{\"requests\": [" + String.join(",", requests) + "]}", "Prefer", "wait=30");
    }

    private static String name(int number) {
        return "n" + number + ".watched.example";
    }

    private static List<RequestView> stored() throws InterruptedException {
        List<RequestView> found = new ArrayList<>();
        assertThat(Waiting.until(Duration.ofSeconds(10), () -> {
                    found.clear();
                    found.addAll(WEB
                            .owner()
                            .sql("select id from request where subject ilike '%.watched.example%' order by id")
                            .query(UUID.class)
                            .list()
                            .stream()
                            .flatMap(id -> WEB.bean(Requests.class).find(id).stream())
                            .toList());
                    return found.size() == SIZE;
                }))
                .isTrue();
        found.sort(Comparator.comparingInt(view -> Integer.parseInt(
                view.names().get(0).substring(1, view.names().get(0).indexOf('.')))));
        return found;
    }
}
