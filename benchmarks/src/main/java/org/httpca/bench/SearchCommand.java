package org.httpca.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.httpca.message.MessageJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./httpca bench search}. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Searches, in every way that operators do, for certificates that it has issued for it.",
        footer = {
            "",
            "Without --url it starts an installation for itself, in a temporary folder on free ports.",
            "Exit codes: 0 every search found what it must, 1 something was lost, 2 usage, 130 stopped."
        })
final class SearchCommand implements Callable<Integer> {
    private static final int STOPPED = 130;
    private static final int MOST = 1_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--requests", paramLabel = "N", description = "How many of each kind (default: ${DEFAULT-VALUE}).")
    private int requests = 2_000;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "So many of each kind before, which are not counted (default: ${DEFAULT-VALUE}).")
    private int warmUp = 1_000;

    @Option(names = "--concurrency", paramLabel = "N", description = "Clients at a time (default: ${DEFAULT-VALUE}).")
    private int concurrency = 2;

    @Option(
            names = "--certificates",
            paramLabel = "N",
            description = "For how many certificates (default: ${DEFAULT-VALUE}).")
    private int certificates = 200;

    @Mixin
    private final Target target = new Target();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the numbers there.")
    private @Nullable Path json;

    private final Surroundings surroundings;
    private final Stop stop;
    private final Clock clock;
    private final SecureRandom random;

    SearchCommand(Surroundings surroundings, Stop stop, Clock clock, SecureRandom random) {
        this.surroundings = surroundings;
        this.stop = stop;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SearchRun.Order order = order();
        try {
            Installation running = target.running();
            return running == null
                    ? target.started(surroundings, stop, started -> measure(order, started))
                    : measure(order, running);
        } catch (CancellationException e) {
            surroundings.err().println("httpca: " + e.getMessage());
            return STOPPED;
        }
    }

    private int measure(SearchRun.Order order, Installation installation) throws IOException, InterruptedException {
        SearchRun.Result result =
                new SearchRun(order, clock, random, stop, surroundings).of(installation, Yardstick.measure(random));
        result.kinds().forEach((kind, outcome) -> line(kind.word(), outcome.words()));
        result.environment().forEach((name, value) -> line(name, String.valueOf(value)));
        result.kinds().values().forEach(outcome -> outcome.reasons().forEach(reason -> line("lost", reason)));
        if (json != null) {
            Map<String, Object> all = new LinkedHashMap<>();
            result.kinds().forEach((kind, outcome) -> all.put(kind.word(), outcome.json()));
            all.put("environment", result.environment());
            Files.writeString(
                    json, MessageJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
            surroundings.out().println("written: " + json);
            Path picture = IssueCommand.picture(json);
            Files.writeString(picture, SearchPicture.of(result.kinds()));
            surroundings.out().println("written: " + picture);
        }
        return stop.isAsked() ? STOPPED : result.isClean() ? 0 : 1;
    }

    private void line(String name, String value) {
        surroundings.out().println(String.format(Locale.ROOT, "%-22s %s", name, value));
    }

    private SearchRun.Order order() {
        require(requests > 0 && requests <= MOST, "--requests is 1 to " + MOST);
        require(warmUp > 0 && warmUp <= MOST, "--warm-up is 1 to " + MOST);
        require(concurrency > 0 && concurrency <= 1000, "--concurrency is 1 to 1000");
        require(certificates > 0 && certificates <= 10_000, "--certificates is 1 to 10000");
        target.check(spec);
        URI url = target.url();
        require(url == null || target.hasToken(), "--url needs --token: search is for operators");
        return new SearchRun.Order(requests, warmUp, concurrency, certificates);
    }

    private void require(boolean holds, String otherwise) {
        Target.require(spec, holds, otherwise);
    }
}
