package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every part is killed, stopped, restarted and cut off at random, again and again, while requests come in whose outcomes are
 * known: at the end each has that outcome, once, on both sides. What a supervisor does is done for the roles and the servers,
 * which is to start again what has ended; nothing else. docs/reliability.md says how to repeat a run.
 */
@Tag("full")
class CrashTest {
    private static final long SEED = Long.getLong("httpca.crash.seed", System.currentTimeMillis());
    /** 0: for as long as a short run takes. */
    private static final int KILLS = Integer.getInteger("httpca.crash.kills", 0);

    private static final Duration SHORT = Duration.ofSeconds(75);
    /** At most, so that a run always ends. */
    private static final Duration FOR_EACH_KILL = Duration.ofSeconds(30);

    private static final Duration APART = Duration.ofMillis(250);
    /** The longest wait is that between two announcements of a request that had no answer for long. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(12);

    private static final List<String> ROLES = List.of("web-role", "web-worker-role", "signer-role");

    @Test
    void eachRequestHasItsOneOutcomeWhateverWasKilledWhenever(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        Production production = Production.start(
                folder,
                profiles -> profiles.replaceFirst(
                        "autosign: \\[]",
                        "autosign: [\"" + Journeys.AUTOSIGN + "\"]\n    excluded-subtrees: [refused.test]"));
        Troubles troubles = new Troubles(
                SEED,
                List.of(
                        new HarmedRole("web-role", production.roles()),
                        new HarmedRole("web-worker-role", production.roles()),
                        new HarmedRole("signer-role", production.roles()),
                        new HarmedBroker(production),
                        new HarmedDatabase("web database", production.webDatabase()),
                        new HarmedDatabase("signer's database", production.signerDatabase()),
                        new HarmedWay("way to the web role", production.webCable()),
                        new HarmedWay("way to the broker", production.brokerCable()),
                        new HarmedWay(
                                "way to the web database",
                                production.webDatabase().cable()),
                        new HarmedWay(
                                "way to the signer's database",
                                production.signerDatabase().cable())));
        try (production;
                StubbornClient client = new StubbornClient(production.url(), production.token());
                PatientAdministrator administrator = new PatientAdministrator(production, client.accepted())) {
            client.start(APART);
            administrator.start();
            troubles.makeUntil(KILLS == 0 ? SHORT : FOR_EACH_KILL.multipliedBy(KILLS), KILLS == 0 ? 10_000 : KILLS);
            long over = System.nanoTime();
            client.endsSoon();
            say(troubles.summary());
            say(client.summary() + "; " + administrator.summary());

            assertThat(client.accepted()).as("accepted in between").hasSizeGreaterThan(troubles.kills());
            ends("the client is done", troubles, client::open);
            say("then there were: "
                    + production.webTables().lines("SELECT status || ' ' || count(*) FROM request GROUP BY status"));
            ends("the administrator is done", troubles, administrator::open);
            ends(
                    "open requests",
                    troubles,
                    () -> production
                            .webTables()
                            .count("request WHERE status NOT IN ('issued', 'rejected', 'withdrawn')"));
            ends(
                    "what the signer has not told",
                    troubles,
                    () -> production.signerTables().count("request WHERE state <> 'Transmitted'"));
            say(String.format(
                    Locale.ROOT,
                    "all had their outcomes %.1f s after the troubles were over",
                    (System.nanoTime() - over) / 1e9));
            try (StatusWatch watch = new StatusWatch(production.url())) {
                Eventually.see("all is well", AFTERWARDS, watch::alarms, List::isEmpty);
            }
            ends("the web side's outbox", troubles, () -> production.webTables().count("outbox"));
            ends(
                    "the signer's outbox",
                    troubles,
                    () -> production.signerTables().count("outbox"));
            CrashOutcomes.check(production, client.accepted());
            nothingIsLeftInTheBroker(production);
            // at last: what became of the requests is known even where an answer was wrong
            assertThat(client.unexpected()).as("answers, also afterwards").isEmpty();
        } catch (Throwable e) {
            throw new AssertionError(
                    String.join(
                            "\n",
                            String.valueOf(e.getMessage()),
                            troubles.summary(),
                            "What the parts said is in " + folder,
                            troubles.journal()),
                    e);
        }
    }

    private interface Count {
        long now() throws Exception;
    }

    private static void ends(String what, Troubles troubles, Count count) throws Exception {
        Eventually.see(
                what,
                AFTERWARDS,
                () -> {
                    troubles.superviseAll();
                    try {
                        return count.now();
                    } catch (SQLException e) {
                        return -1L; // it recovers
                    }
                },
                left -> left == 0);
    }

    /** Who consumes ends first, so that what was not acknowledged would be seen, too. */
    private static void nothingIsLeftInTheBroker(Production production) throws Exception {
        production.roles().process("signer-role").close(); // it would go on saying that it is there
        Eventually.see("the queues are empty", AFTERWARDS, () -> BrokerQueues.ready(production), Map::isEmpty);
        for (String role : ROLES) {
            production.roles().process(role).close();
        }
        assertThat(BrokerQueues.ready(production)).isEmpty();
    }

    private static void say(String what) {
        System.out.println("  " + what);
    }
}
