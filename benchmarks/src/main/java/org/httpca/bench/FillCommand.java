package org.httpca.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./httpca bench fill}. */
@Command(
        name = "fill",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Gives an installation a history, so that 'bench issue --data DIR' shows what age does to it.",
        footer = {
            "",
            "It starts the installation on the folder, has one certificate issued, and copies what that one left in both",
            "databases, each copy with an id, a serial and a name of its own. The copies are certificates that can be read, but",
            "their signatures and the audit entries about them do not hold: such an installation is for measuring alone."
        })
final class FillCommand implements Callable<Integer> {
    private static final int STOPPED = 130;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The data folder; made if there is none.")
    private @Nullable Path data;

    @Option(
            names = "--certificates",
            paramLabel = "N",
            description = "How many come on top of those that are there (default: ${DEFAULT-VALUE}).")
    private int certificates = 1_000_000;

    @Option(
            names = "--real",
            description = "Start PostgreSQL and RabbitMQ of the distribution instead of the embedded pair.")
    private boolean real;

    private final Surroundings surroundings;
    private final Stop stop;
    private final SecureRandom random;

    FillCommand(Surroundings surroundings, Stop stop, SecureRandom random) {
        this.surroundings = surroundings;
        this.stop = stop;
        this.random = random;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (certificates < 1) {
            throw new ParameterException(spec.commandLine(), "--certificates is at least 1");
        }
        try (Standalone standalone = Standalone.start(surroundings.standalone(), real, data, Standalone.AUTOSIGN)) {
            surroundings.err().println("starting an installation on " + standalone.data());
            Installation installation = standalone.ready(stop);
            List<Applicant> applicants = Applicant.make(1, KeyKind.P256, random, new AtomicInteger(), stop);
            Outcome outcome = new Load(installation.door(), 1, 1, stop).carryOne(applicants.get(0));
            if (outcome.kind() != Outcome.Kind.ISSUED) {
                throw new IOException("the request to be copied was not issued: " + outcome.reason());
            }
            fill(standalone.data());
            return 0;
        } catch (CancellationException e) {
            surroundings.err().println("httpca: " + e.getMessage());
            return STOPPED;
        }
    }

    private void fill(Path folder) throws IOException, SQLException {
        AtomicInteger done = new AtomicInteger();
        try (Progress shown = Progress.show(surroundings, "copying", certificates, done::get)) {
            History.of(folder).fill(certificates, done, stop);
        }
        surroundings.out().println(certificates + " certificates came on top in " + folder);
    }
}
