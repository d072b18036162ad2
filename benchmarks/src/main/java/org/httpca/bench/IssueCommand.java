package org.httpca.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./httpca bench issue}. */
@Command(
        name = "issue",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Has certificates issued, each all the way: submitted, waited for, downloaded and checked.",
        footer = {
            "",
            "Without --url it starts an installation for itself, in a temporary folder on free ports. One that runs already",
            "must sign names under " + Applicant.DOMAIN + ": --httpca.policy.autosign='*." + Applicant.DOMAIN + "'.",
            "Exit codes: 0 every request was issued once, 1 something was lost, refused or issued twice, 2 usage, 130 stopped."
        })
final class IssueCommand implements Callable<Integer> {

    private static final long TIMES_AS_MANY = 7;

    /** On two cores the JVM's compilers are at work for nearly so many certificates. */
    private static final int MOST_WARM_UP = 70_000;

    private static final int MOST_IN_BATCH = 1000;
    private static final int STOPPED = 130;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--requests", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int requests = 1000;

    @Option(names = "--concurrency", paramLabel = "N", description = "Clients at a time (default: ${DEFAULT-VALUE}).")
    private int concurrency = 16;

    @Option(names = "--key", paramLabel = "KIND", description = "p256 or rsa2048 (default: p256).")
    private KeyKind key = KeyKind.P256;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Submit so many by one call (default: ${DEFAULT-VALUE}).")
    private int batch = 1;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description =
                    "So many requests before, which are not counted (default: seven times --requests, 70000 at most).")
    private int warmUp = -1;

    @Mixin
    private final Target target = new Target();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the numbers there, and a picture of latency over time beside it (.svg).")
    private @Nullable Path json;

    private final Surroundings surroundings;
    private final Stop stop;
    private final Clock clock;
    private final SecureRandom random;

    IssueCommand(Surroundings surroundings, Stop stop, Clock clock, SecureRandom random) {
        this.surroundings = surroundings;
        this.stop = stop;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        IssueRun.Order order = order();
        try {
            Installation running = target.running();
            List<Applicant> applicants = made(order);
            return running == null
                    ? target.started(surroundings, stop, started -> measure(order, started, applicants))
                    : measure(order, running, applicants);
        } catch (CancellationException e) {
            surroundings.err().println("httpca: " + e.getMessage());
            return STOPPED;
        }
    }

    private List<Applicant> made(IssueRun.Order order) {
        AtomicInteger made = new AtomicInteger();
        try (Progress shown = Progress.show(surroundings, "making requests", order.applicants(), made::get)) {
            return Applicant.make(order.applicants(), order.key(), random, made, stop);
        }
    }

    private int measure(IssueRun.Order order, Installation installation, List<Applicant> applicants)
            throws IOException, InterruptedException {
        Report report =
                new IssueRun(order, clock, stop, surroundings).of(installation, applicants, Yardstick.measure(random));
        report.print(surroundings.out());
        if (json != null) {
            Files.writeString(json, report.json());
            Path picture = picture(json);
            Files.writeString(picture, report.picture(), StandardCharsets.UTF_8);
            surroundings.out().println("written: " + json + ", " + picture);
        }
        if (stop.isAsked()) {
            surroundings.err().println("httpca: stopped; the numbers are of what was done by then");
            return STOPPED;
        }
        return report.isClean() ? 0 : 1;
    }

    static Path picture(Path json) {
        String name = json.getFileName().toString();
        return json.resolveSibling((name.endsWith(".json") ? name.substring(0, name.length() - 5) : name) + ".svg");
    }

    private IssueRun.Order order() {
        require(requests > 0, "--requests is at least 1");
        require(concurrency > 0 && concurrency <= 1000, "--concurrency is 1 to 1000");
        require(batch > 0 && batch <= MOST_IN_BATCH, "--batch is 1 to " + MOST_IN_BATCH);
        require(warmUp != 0, "--warm-up is at least 1: the first request shows whether the installation issues at all");
        target.check(spec);
        URI url = target.url();
        require(url == null || url.getHost() != null, "--url is like http://ca.example.org/");
        return new IssueRun.Order(
                requests,
                warmUp < 0 ? (int) Math.min(TIMES_AS_MANY * requests, MOST_WARM_UP) : warmUp,
                concurrency,
                batch,
                key);
    }

    private void require(boolean holds, String otherwise) {
        Target.require(spec, holds, otherwise);
    }
}
