package org.httpca.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which installation is measured: one that runs, or one that is started for it. */
final class Target {
    @Option(names = "--url", paramLabel = "URL", description = "Drive the installation that runs there.")
    private @Nullable URI url;

    @Option(names = "--token", paramLabel = "FILE", description = "The file with the bearer token for --url.")
    private @Nullable Path token;

    @Option(
            names = "--real",
            description = "Start PostgreSQL and RabbitMQ of the distribution instead of the embedded pair.")
    private boolean real;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Start on this data folder, such as one that 'bench fill' has filled; it is kept.")
    private @Nullable Path data;

    /** What is done with an installation; the exit code. */
    interface Measuring {
        int on(Installation installation) throws IOException, InterruptedException;
    }

    @Nullable
    URI url() {
        return url;
    }

    boolean hasToken() {
        return token != null;
    }

    /** @throws ParameterException where the options contradict each other */
    void check(CommandSpec spec) {
        require(spec, url == null || !real, "--real is for an installation that is started here: leave --url out");
        require(
                spec,
                url == null || data == null,
                "--data is for an installation that is started here: leave --url out");
        require(spec, url != null || token == null, "--token belongs to --url");
    }

    static void require(CommandSpec spec, boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    /** The one that runs at {@link #url()}; null if one is to be started. */
    @Nullable
    Installation running() throws IOException {
        return url == null ? null : Installation.running(url, token);
    }

    /** Starts one, and keeps its folder where something was lost. */
    int started(Surroundings surroundings, Stop stop, Measuring measuring) throws IOException, InterruptedException {
        return started(surroundings, stop, Standalone.AUTOSIGN, measuring);
    }

    /** @param settings with which it is started: {@code --httpca.KEY=VALUE} */
    int started(Surroundings surroundings, Stop stop, List<String> settings, Measuring measuring)
            throws IOException, InterruptedException {
        try (Standalone standalone = Standalone.start(surroundings.standalone(), real, data, settings)) {
            surroundings.err().println("starting an installation on " + (real ? "installed" : "embedded") + " parts");
            int code = measuring.on(standalone.ready(stop));
            if (code == 1) {
                surroundings.err().println("The installation's folder is kept, for its logs: " + standalone.keep());
            }
            return code;
        }
    }
}
