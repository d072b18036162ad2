package org.httpca.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.httpca.signer.SignerRole;
import org.httpca.web.https.HttpsEndpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
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
    private static final Duration HTTPS_PATIENCE = Duration.ofSeconds(5);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port for HTTP; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = StartSettings.DEFAULT_PORT;

    @Option(
            names = "--https-port",
            paramLabel = "N",
            description = "The port for HTTPS; 0 takes a free one, -1 leaves HTTPS out (default: "
                    + StartSettings.DEFAULT_HTTPS_PORT + ", or a free one with --port 0).")
    private @Nullable Integer httpsPort;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    private String bind = "127.0.0.1";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "How users reach it; stands in the certificates (default: http://localhost:PORT).")
    private @Nullable String publicUrl;

    @Option(
            names = "--key",
            paramLabel = "TYPE",
            description =
                    "Key of the CAs, at the first start: p256, p384, rsa3072, ed25519, ml-dsa-44, ml-dsa-65, ml-dsa-87"
                            + " (default: p256).")
    private @Nullable String key;

    /** For whoever measures; a data folder belongs to the parts that it began with. */
    @Option(
            names = "--parts",
            hidden = true,
            converter = PartsConverter.class,
            description = "EMBEDDED, or INSTALLED: the distribution's.")
    private Parts parts = Parts.EMBEDDED;

    /** {@code --httpca.KEY=VALUE}: any setting of a role. */
    @Unmatched
    private final List<String> settings = new ArrayList<>();

    /** What picocli makes of the option. */
    static final class PartsConverter implements ITypeConverter<Parts> {
        @Override
        public Parts convert(String name) {
            return Parts.of(name);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        StartSettings start = new StartSettings(data, port, httpsPort, bind, publicUrl, key, overrides(), parts);
        Logging.toFile(data.resolve("logs").resolve("httpca.log"), start.overrides());
        StopSignals signals = StopSignals.listen();
        try (Standalone standalone = Standalone.start(start, System.out)) {
            String https = https(standalone);
            // before it says that it is ready: whoever reads that may send the signal
            SignerRole.readProfilesOnHangUp(standalone.role("signer").context(), signals::stop);
            System.out.println("Runs on " + standalone.parts());
            System.out.println("HttpCA is ready: " + standalone.url());
            System.out.print(https);
            System.out.println(
                    "One process isolates nothing: whoever takes it over has the key. See README.md for production.");
            System.out.flush();
            signals.await();
            System.out.println("Stopping.");
        }
        return 0;
    }

    /** The first certificate takes a moment; nobody waits for one that needs an administrator. */
    private static String https(Standalone standalone) throws InterruptedException {
        Optional<HttpsEndpoint> endpoint = standalone.https();
        if (endpoint.isEmpty()) {
            return "";
        }
        if (!endpoint.get().awaitOpen(HTTPS_PATIENCE)) {
            String why = endpoint.get().waitsFor();
            return (why.isEmpty() ? "HTTPS is not open yet; the log will say when it is." : why) + "\n";
        }
        return "With HTTPS:      " + standalone.httpsUrl().orElse("") + " (its root to trust is "
                + standalone.data().resolve("ca").resolve("root.pem") + ")\n";
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
