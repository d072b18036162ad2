package org.httpca.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** On which web database a command works: a running standalone's, or that of a web role with a configuration of its own. */
final class WebTarget {

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description = "A web role's configuration folder, instead of a running standalone.")
    private @Nullable Path config;

    /** A command, with the settings of the web role; the exit code. */
    interface Use {
        int with(Map<String, Object> web);
    }

    /**
     * Runs it.
     *
     * @param log the name of the file in the data folder that it logs to
     * @param err for why it cannot
     */
    int run(String log, PrintStream err, Use use) {
        if (config != null) {
            Path folder = config.toAbsolutePath();
            if (!Files.exists(folder.resolve("application.yml"))) {
                err.println("httpca: there is no application.yml in " + folder + ".");
                return 1;
            }
            return use.with(Standalone.configuredBy(folder, "web"));
        }
        Logging.toFile(data.resolve("logs").resolve(log));
        if (!Files.exists(data.resolve("installation.json"))) {
            err.println("httpca: there is no installation in " + data + ". Start one with './httpca start'.");
            return 1;
        }
        return running(data.toAbsolutePath(), err, use);
    }

    /** As the web role's runtime user; the URL is the running standalone's. */
    private static int running(Path folder, PrintStream err, Use use) {
        Map<String, Object> web = Standalone.configuredBy(folder.resolve("web"), "web");
        try {
            web.put(
                    "httpca.database.url",
                    Files.readString(folder.resolve(OperatorToken.DATABASE_URL)).strip());
        } catch (IOException e) {
            err.println("httpca: it does not run. Start it with './httpca start'.");
            return 1;
        }
        return use.with(web);
    }
}
