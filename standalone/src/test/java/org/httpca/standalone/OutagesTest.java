package org.httpca.standalone;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand requests come in steadily while one part after the other is away for a minute: broker, web database, the signer's
 * database; and worker and signer are killed in the middle of their work. What a supervisor does is done for it, which is to
 * start again what has ended; nothing else. Takes some five minutes, of which it mostly waits.
 */
@Tag("full")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutagesTest {
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration SLOW = Duration.ofSeconds(10);
    /** Until a page says so, and until it is well again. */
    private static final Duration SOON = Duration.ofSeconds(45);

    private static final Duration AFTERWARDS = Duration.ofSeconds(90);

    private static final int REQUESTS = 1000;
    private static final Duration APART = Duration.ofMillis(215);

    private @Nullable Production production;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        production = Production.start(
                folder,
                profiles -> profiles.replaceFirst(
                        "autosign: \\[]",
                        "autosign: [\"" + Journeys.AUTOSIGN + "\"]\n    excluded-subtrees: [refused.test]"));
    }

    @AfterAll
    void stop() throws Exception {
        if (production != null) {
            production.close();
        }
    }

    @Test
    void eachRequestHasTheOneOutcomeThatItShouldHave() throws Exception {
        List<String> csrs = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            csrs.add(Subscriber.create("host" + i + Fate.of(i).domain).csr());
        }
        try (SteadyClient client = new SteadyClient(here().url(), here().token(), csrs);
                StatusWatch watch = new StatusWatch(here().url())) {
            client.start(APART);
            Eventually.see(
                    "it goes",
                    SOON,
                    () -> here().webTables().count("request WHERE status = 'waiting-for-approval'"),
                    held -> held > 0);

            brokerAway(client, watch);
            webDatabaseAway(client, watch);
            signerDatabaseAway(client, watch);

            Eventually.see("all are accepted", AFTERWARDS, client::accepted, all -> all.size() == REQUESTS);
            Eventually.see(
                    "the signer has seen all",
                    AFTERWARDS,
                    () -> here().webTables().count("request WHERE status IN ('queued', 'submitted')"),
                    unseen -> unseen == 0);
            decide(client);
            Eventually.see(
                    "all have an outcome",
                    AFTERWARDS,
                    () -> here().webTables().count("request WHERE status NOT IN ('issued', 'rejected')"),
                    open -> open == 0);
            isWell(watch);
            assertThat(client.unexpected()).as("answers").isEmpty();
            checkOutcomes(client);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + here().roles().words(), e);
        }
    }

    private void brokerAway(SteadyClient client, StatusWatch watch) throws Exception {
        watch.say("the broker is killed");
        here().killBroker();
        long end = System.nanoTime() + AWAY.toNanos();
        says(watch, "The broker cannot be reached");
        int accepted = client.accepted().size();
        decide("approve", requireNonNull(client.accepted().get(Fate.AN_APPROVED)));
        until(end);
        assertThat(client.accepted()).as("requests come in and wait").hasSizeGreaterThan(accepted + 50);
        here().startBroker();
        watch.say("the broker is back");
        Eventually.see(
                "the worker sends what has waited",
                SOON,
                () -> here().webTables().count("request WHERE status = 'submitted'"),
                submitted -> submitted > 10);
        here().roles().killAndStartAgain("web-worker-role");
        watch.say("the worker was killed");
        isWell(watch);
    }

    private void webDatabaseAway(SteadyClient client, StatusWatch watch) throws Exception {
        int turnedAway = client.turnedAway();
        long end = System.nanoTime() + AWAY.toNanos();
        watch.say("the web database is slow");
        here().webDatabase().cable().hold();
        until(System.nanoTime() + SLOW.toNanos());
        watch.say("the web database is killed");
        here().webDatabase().kill();
        says(watch, "The web database cannot be reached");
        until(end);
        assertThat(client.turnedAway()).as("answers 503").isGreaterThan(turnedAway);
        here().webDatabase().startAgain();
        watch.say("the web database is back");
        isWell(watch);
    }

    private void signerDatabaseAway(SteadyClient client, StatusWatch watch) throws Exception {
        long end = System.nanoTime() + AWAY.toNanos();
        watch.say("the signer is cut off from its database");
        here().signerDatabase().cable().lose();
        int accepted = client.accepted().size();
        says(watch, "The signer's database cannot be reached");
        until(end);
        assertThat(client.accepted()).as("requests come in and wait").hasSizeGreaterThan(accepted + 50);
        here().signerDatabase().cable().heal();
        watch.say("the signer's database can be reached");
        long signed = here().signerTables().count("certificate");
        Eventually.see(
                "the signer signs what has waited",
                AFTERWARDS,
                () -> here().signerTables().count("certificate"),
                count -> count > signed);
        here().roles().killAndStartAgain("signer-role");
        watch.say("the signer was killed");
        isWell(watch);
    }

    private static void says(StatusWatch watch, String sentence) throws Exception {
        Eventually.see(
                "the status says: " + sentence,
                SOON,
                watch::alarms,
                alarms -> alarms.stream().anyMatch(alarm -> alarm.contains(sentence)));
        assertThat(watch.page()).contains(sentence.replace("'", "&#39;"));
        watch.say("says: " + sentence);
    }

    private static void isWell(StatusWatch watch) throws Exception {
        Eventually.see("all is well", AFTERWARDS, watch::alarms, List::isEmpty);
        watch.say("all is well");
    }

    private static void until(long nanoTime) throws Exception {
        Eventually.see("its time is over", AWAY.plus(SOON), System::nanoTime, now -> now - nanoTime >= 0);
    }

    private void decide(SteadyClient client) {
        new TreeMap<>(client.accepted()).forEach((number, id) -> {
            switch (Fate.of(number)) {
                case APPROVED -> decide("approve", id);
                case TURNED_DOWN -> decide("reject", id, "--reason", "not ours");
                default -> {}
            }
        });
    }

    /** Also when the order was given before: the same order again changes nothing. */
    private void decide(String verb, String id, String... more) {
        List<String> words = new ArrayList<>(List.of(verb, id));
        words.addAll(List.of(more));
        Journeys.Said said = here().approval(words.toArray(String[]::new));
        assertThat(said.code()).as(said.text()).isIn(0, 4);
    }

    private void checkOutcomes(SteadyClient client) throws Exception {
        Tables web = here().webTables();
        Tables signer = here().signerTables();
        Eventually.see(
                "the signer has told everything",
                AFTERWARDS,
                () -> signer.count("request WHERE state <> 'Transmitted'"),
                open -> open == 0);
        List<String> wanted = client.accepted().entrySet().stream()
                .map(request -> request.getValue() + " " + Fate.of(request.getKey()).outcome)
                .toList();
        assertThat(web.lines("SELECT id || ' ' || status FROM request")).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(signer.lines("SELECT id || ' ' || lower(outcome) FROM request"))
                .containsExactlyInAnyOrderElementsOf(wanted);
        List<String> issued = client.accepted().entrySet().stream()
                .filter(request -> Fate.of(request.getKey()).outcome.equals("issued"))
                .map(Map.Entry::getValue)
                .toList();
        Outcomes.oneCertificateEach(issued, web, signer);
        Outcomes.nothingWentWrong(web, signer, here().approval("audit", "verify"));
        Eventually.see("nothing waits to be sent", SOON, () -> web.count("outbox"), count -> count == 0);
        Eventually.see("nothing waits to be sent back", SOON, () -> signer.count("outbox"), count -> count == 0);
    }

    private Production here() {
        return requireNonNull(production);
    }
}
