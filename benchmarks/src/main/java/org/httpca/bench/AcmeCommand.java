package org.httpca.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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

/** {@code ./httpca bench acme}. */
@Command(
        name = "acme",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Fulfils ACME orders (RFC 8555) by http-01, each all the way: ordered, shown, finalized, downloaded and checked.",
        footer = {
            "",
            "Without --url it starts an installation for itself, in a temporary folder on free ports. One that runs already",
            "must find this driver: --httpca.acme.http01-port and --httpca.acme.dns-resolver=ADDRESS:PORT as --http01-port,",
            "--dns-port and --address say here, and that address among --httpca.acme.allowed-targets.",
            "Exit codes: 0 every order was fulfilled once, 1 something was lost, refused or issued twice, 2 usage, 130 stopped."
        })
final class AcmeCommand implements Callable<Integer> {

    private static final int MOST_CLIENTS = 1000;
    private static final int MOST_PORT = 65_535;
    private static final int STOPPED = 130;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--orders", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int orders = 500;

    @Option(
            names = "--clients",
            paramLabel = "N",
            description = "Clients at a time, each with an account of its own (default: ${DEFAULT-VALUE}).")
    private int clients = 1;

    @Option(names = "--key", paramLabel = "KIND", description = "The accounts' keys: p256 or rsa2048 (default: p256).")
    private KeyKind key = KeyKind.P256;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "So many orders before, which are not counted (default: three times --orders).")
    private int warmUp = -1;

    @Option(
            names = "--poll",
            paramLabel = "MILLIS",
            description = "Look so long after a status that was not final (default: as Retry-After says).")
    private long poll = -1;

    @Mixin
    private final Target target = new Target();

    @Option(
            names = "--http01-port",
            paramLabel = "N",
            description = "With --url: the port where challenges are answered (default: ${DEFAULT-VALUE}).")
    private int http01Port = 5002;

    @Option(
            names = "--dns-port",
            paramLabel = "N",
            description = "With --url: the port where names are answered for (default: ${DEFAULT-VALUE}).")
    private int dnsPort = 5053;

    @Option(
            names = "--address",
            paramLabel = "IPv4",
            description = "Where the installation reaches this driver (default: ${DEFAULT-VALUE}).")
    private InetAddress address = InetAddress.getLoopbackAddress();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the numbers there, and a picture of latency over time beside it (.svg).")
    private @Nullable Path json;

    private final Surroundings surroundings;
    private final Stop stop;
    private final Clock clock;
    private final SecureRandom random;

    AcmeCommand(Surroundings surroundings, Stop stop, Clock clock, SecureRandom random) {
        this.surroundings = surroundings;
        this.stop = stop;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        AcmeRun.Plan plan = plan();
        boolean own = target.url() == null;
        try (Http01Responder responder = Http01Responder.at(new InetSocketAddress(address, own ? 0 : http01Port));
                NameServer names = NameServer.at(new InetSocketAddress(address, own ? 0 : dnsPort), address)) {
            Installation running = target.running();
            List<Applicant> applicants = made(plan);
            return running == null
                    ? target.started(
                            surroundings,
                            stop,
                            settings(responder, names),
                            started -> measure(plan, started, responder, applicants))
                    : measure(plan, running, responder, applicants);
        } catch (CancellationException e) {
            surroundings.err().println("httpca: " + e.getMessage());
            return STOPPED;
        }
    }

    private List<String> settings(Http01Responder responder, NameServer names) {
        String here = address.getHostAddress();
        return List.of(
                "--httpca.acme.allowed-targets=" + here + "/32",
                "--httpca.acme.http01-port=" + responder.port(),
                "--httpca.acme.dns-resolver=" + here + ":" + names.port());
    }

    private List<Applicant> made(AcmeRun.Plan plan) {
        AtomicInteger made = new AtomicInteger();
        try (Progress shown = Progress.show(surroundings, "making requests", plan.applicants(), made::get)) {
            return Applicant.make(plan.applicants(), KeyKind.P256, random, made, stop);
        }
    }

    private int measure(
            AcmeRun.Plan plan, Installation installation, Http01Responder responder, List<Applicant> applicants)
            throws IOException, InterruptedException {
        Report report = new AcmeRun(plan, clock, random, stop, surroundings)
                .of(installation, responder, applicants, Yardstick.measure(random));
        report.print(surroundings.out());
        if (json != null) {
            Files.writeString(json, report.json());
            Path picture = IssueCommand.picture(json);
            Files.writeString(picture, report.picture(), StandardCharsets.UTF_8);
            surroundings.out().println("written: " + json + ", " + picture);
        }
        if (stop.isAsked()) {
            surroundings.err().println("httpca: stopped; the numbers are of what was done by then");
            return STOPPED;
        }
        return report.isClean() ? 0 : 1;
    }

    private AcmeRun.Plan plan() {
        require(orders > 0, "--orders is at least 1");
        require(clients > 0 && clients <= MOST_CLIENTS, "--clients is 1 to " + MOST_CLIENTS);
        require(warmUp != 0, "--warm-up is at least 1: the first order shows whether the installation issues at all");
        require(isPort(http01Port) && isPort(dnsPort), "a port is 1 to " + MOST_PORT);
        require(address.getAddress().length == 4, "--address is an IPv4 address");
        target.check(spec);
        URI url = target.url();
        require(url == null || url.getHost() != null, "--url is like http://ca.example.org/");
        return new AcmeRun.Plan(orders, warmUp < 0 ? 3 * orders : warmUp, clients, key, poll);
    }

    private static boolean isPort(int port) {
        return port > 0 && port <= MOST_PORT;
    }

    private void require(boolean holds, String otherwise) {
        Target.require(spec, holds, otherwise);
    }
}
