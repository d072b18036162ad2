package org.httpca.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code ./httpca start}: every role in the foreground, until Ctrl-C. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "Every role on the embedded database and broker, in the foreground. The first start sets everything up.")
final class StartCommand implements Callable<Integer> {

    private static final String SETTING = "--httpca.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--data", description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--port", description = "The port for HTTP; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = StartSettings.DEFAULT_PORT;

    @Option(names = "--bind", description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    private String bind = "127.0.0.1";

    @Option(
            names = "--public-url",
            description = "How users reach it; stands in the certificates (default: http://localhost:PORT).")
    private @Nullable String publicUrl;

    /** {@code --httpca.KEY=VALUE}: any setting of a role. */
    @Unmatched
    private final List<String> settings = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        StartSettings start = new StartSettings(data, port, bind, publicUrl, overrides(), Parts.EMBEDDED);
        Logging.toFile(data.resolve("logs").resolve("httpca.log"), start.overrides());
        StopSignals signals = StopSignals.listen();
        try (Standalone standalone = Standalone.start(start, System.out)) {
            System.out.println("HttpCA is ready: " + standalone.url());
            System.out.println(
                    "One process isolates nothing: whoever takes it over has the key. See README.md for production.");
            System.out.flush();
            signals.await();
            System.out.println("Stopping.");
        }
        return 0;
    }

    private Map<String, String> overrides() {
        Map<String, String> overrides = new HashMap<>();
        for (String word : settings) {
            int equals = word.indexOf('=');
            if (!word.startsWith(SETTING) || equals < 0) {
                throw new ParameterException(
                        spec.commandLine(), "Unknown option: '" + word + "'. Settings are --httpca.KEY=VALUE.");
            }
            overrides.put(word.substring(2, equals), word.substring(equals + 1));
        }
        return overrides;
    }
}
