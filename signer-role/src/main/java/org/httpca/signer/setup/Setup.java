package org.httpca.signer.setup;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.httpca.pki.Printable;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.PublicUrl;
import org.httpca.signer.key.KeyType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./httpca setup}: makes the folders of a production installation. Done twice it does nothing. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description =
                "Makes the folders of an installation, one for each machine: web, worker, signer, broker, operator, and one for each database.",
        footer = {
            "'setup administrator' adds, removes and lists administrators of an installation that is there;",
            "'setup identity' lists, adds, renews and revokes the identities of its workers and signers;",
            "'setup issuer' and 'setup root' add and renew CAs, and take certificates of a root that is elsewhere;",
            "'setup clearance-key', 'setup broker-tls' and 'setup secret' renew other keys and passwords;",
            "docs/rotation.md has every key of the system."
        })
public final class Setup implements Callable<Integer> {

    /** What is done to an installation that is there. */
    private static final Map<String, Supplier<CommandLine>> LATER = Map.of(
            "administrator",
            () -> new CommandLine(new AdministratorCommand(Clock.systemUTC(), new SecureRandom())),
            "broker-tls",
            () -> new CommandLine(new BrokerTlsCommand(Clock.systemUTC(), new SecureRandom())),
            "secret",
            () -> new CommandLine(new SecretCommand(new SecureRandom())),
            "issuer",
            () -> new CommandLine(new IssuerCommand(Clock.systemUTC(), new SecureRandom())),
            "root",
            () -> new CommandLine(new RootCommand(Clock.systemUTC(), new SecureRandom())),
            "clearance-key",
            () -> new CommandLine(new ClearanceKeyCommand(Clock.systemUTC(), new SecureRandom())),
            "identity",
            () -> new CommandLine(new IdentityCommand(Clock.systemUTC(), new SecureRandom())));

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--out", required = true, description = "The folder for the folders.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(
            names = "--public-url",
            required = true,
            description = "Where users reach the web role; it stands in every certificate.")
    @SuppressWarnings("NullAway.Init")
    private String publicUrl;

    @Option(names = "--installation", description = "Its name on the message path (default: ${DEFAULT-VALUE}).")
    private String installation = "httpca";

    @Option(names = "--ca-name", description = "How the CAs' names begin (default: ${DEFAULT-VALUE}).")
    private String caName = "HttpCA";

    @Option(names = "--administrator", description = "The first administrator (default: ${DEFAULT-VALUE}).")
    private String administrator = "admin";

    @Option(
            names = "--key",
            description = "Key of the CAs: p256, p384, rsa3072, ed25519, ml-dsa-44, ml-dsa-65, ml-dsa-87"
                    + " (default: ${DEFAULT-VALUE}).")
    private String key = "p256";

    @Option(names = "--web-database", description = "JDBC URL (default: ${DEFAULT-VALUE}).")
    private String webDatabase = "jdbc:postgresql://localhost:5432/httpca_web";

    @Option(names = "--signer-database", description = "JDBC URL (default: ${DEFAULT-VALUE}).")
    private String signerDatabase = "jdbc:postgresql://localhost:5432/httpca_signer";

    @Option(names = "--broker-host", description = "The broker's host (default: ${DEFAULT-VALUE}).")
    private String brokerHost = "localhost";

    @Option(names = "--broker-port", description = "The broker's port for TLS (default: ${DEFAULT-VALUE}).")
    private int brokerPort = 5671;

    @Option(names = "--workers", description = "Worker instances (default: ${DEFAULT-VALUE}).")
    private int workers = 1;

    @Option(names = "--signers", description = "Signer instances (default: ${DEFAULT-VALUE}).")
    private int signers = 1;

    @Option(
            names = "--https-port",
            description = "The web role serves HTTPS itself, at this port (default: a proxy in front does).")
    private @Nullable Integer httpsPort;

    @Option(
            names = "--offline-root",
            description =
                    "The root is elsewhere: makes no root, but the issuing CA's request, operator/issuing.csr.pem, whose answer 'setup issuer import' takes.")
    private boolean offlineRoot;

    @ArgGroup(
            exclusive = false,
            heading = "%nThe signers' keys (issuing CA, identities) in a token, which has to be initialised:%n")
    private @Nullable TokenOptions token;

    /** Exit codes: 0 done, 1 error, 2 usage. */
    public static int run(List<String> arguments, PrintWriter out, PrintWriter err) {
        Supplier<CommandLine> later = arguments.isEmpty() ? null : LATER.get(arguments.get(0));
        CommandLine line = (later != null ? later.get() : new CommandLine(new Setup()))
                .setOut(out)
                .setErr(err);
        line.setExecutionExceptionHandler((fault, command, result) -> {
            err.println("setup: " + Printable.text(sentence(fault), 1_000));
            err.flush();
            return 1;
        });
        return line.execute(
                arguments.subList(later != null ? 1 : 0, arguments.size()).toArray(String[]::new));
    }

    private static String sentence(Throwable fault) {
        return fault instanceof UncheckedIOException && fault.getCause() != null
                ? fault.getCause().getClass().getSimpleName() + ": "
                        + fault.getCause().getMessage()
                : String.valueOf(fault.getMessage());
    }

    /** The command and its options, for those who only want to know what there is, such as a shell's completion. */
    public static CommandLine commands() {
        CommandLine setup = new CommandLine(new Setup());
        new TreeMap<>(LATER).forEach((name, command) -> setup.addSubcommand(name, command.get()));
        return setup;
    }

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(out);
        Plan plan = new Plan(
                out,
                new PublicUrl(publicUrl),
                installation,
                caName,
                administrator,
                KeyType.of(key),
                webDatabase,
                signerDatabase,
                brokerHost,
                brokerPort,
                workers,
                signers,
                httpsPort,
                false,
                offlineRoot,
                TokenOptions.access(token));
        PrintWriter print = spec.commandLine().getOut();
        var before = Installation.find(out);
        if (before.isPresent()) {
            print.println("Installation '" + before.get().installation() + "' is there already in " + out
                    + "; nothing was changed.");
            if (!before.get().publicUrl().equals(plan.publicUrl().value())) {
                print.println("Note: its public URL is " + before.get().publicUrl()
                        + " and stands in its certificates; it stays.");
            }
            print.flush();
            return 0;
        }
        Installation.ensure(plan, Clock.systemUTC(), new SecureRandom());
        print.print(nextSteps(plan));
        print.flush();
        return 0;
    }

    private static String nextSteps(Plan plan) {
        return """
                Installation '%s' is set up in %s. Every private file is readable by its owner alone.
                In this order:
                  web-database/     psql -f database.sql; java -jar web-role.jar migrate --config DIR
                  signer-database/  psql -f database.sql; java -jar signer-role.jar migrate --config DIR
                  broker/           RabbitMQ's certificate, configuration and topology, as the README has it
                  signer/           java -jar signer-role.jar --config DIR
                  worker/           java -jar web-worker-role.jar --config DIR
                  web/              java -jar web-role.jar --config DIR
                  operator/         yours, off-line as far as you can: the root's key, the messaging CA's key, administrator '%s'
                  ca/               public: what users install
                The owners' passwords are in the two -database folders alone: keep them away from the roles' machines.
                """.formatted(plan.installation(), plan.out(), plan.administrator())
                + (plan.offlineRoot() ? """
                The signer starts when its CA has been certified: give operator/%s to the root, and then
                  ./httpca setup issuer import %s --data %s --certificate FILE --above FILE
                """.formatted(Machines.REQUEST, Issuer.ISSUING, plan.out()) : "");
    }
}
