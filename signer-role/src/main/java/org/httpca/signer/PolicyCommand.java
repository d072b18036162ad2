package org.httpca.signer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.httpca.order.Administrators;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.httpca.pki.Printable;
import org.httpca.problem.Result;
import org.httpca.signer.administrator.AdministratorFolder;
import org.httpca.signer.policy.CompromisedKeys;
import org.httpca.signer.policy.ControlEvidence;
import org.httpca.signer.policy.DryRun;
import org.httpca.signer.policy.OwnKeys;
import org.httpca.signer.policy.Policy;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.policy.ReplacedCertificates;
import org.httpca.signer.profile.Profiles;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./httpca policy CSR-FILE}: what would happen to this CSR and why, rule by rule, by the settings and profiles of a signer.
 * Nothing is stored, sent or signed, and no key is opened.
 */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Says what the signer would do with a CSR, and why, rule by rule. Nothing is stored or signed.",
        footer = {
            "",
            "No keystore is opened: of the CA's own keys, the signer alone knows those of the issuers. Its database is",
            "not asked: which keys were revoked as compromised, it alone knows as well.",
            "",
            "Exit codes: 0 it would be signed or held, 1 error, 2 usage, 5 it would be refused."
        })
public final class PolicyCommand implements Callable<Integer> {
    private static final int REFUSED = 5;
    private static final byte SEQUENCE = 0x30;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "CSR-FILE", description = "PEM or DER")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "as the request would name it (default: the default one)")
    private @Nullable String profile;

    @Option(names = "--data", paramLabel = "DIR", description = "the standalone's data folder (default: ./data)")
    private Path data = Path.of("data");

    @Option(names = "--config", paramLabel = "DIR", description = "a signer's folder, with application.yml")
    private @Nullable Path config;

    @Option(
            names = "--httpca.policy.autosign",
            paramLabel = "PATTERN[,PATTERN]",
            description = "as 'start' was given it, if it was")
    private @Nullable String autosign;

    @Option(names = "--json", description = "a JSON object")
    private boolean json;

    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), out, err));
    }

    /** Exit codes: 0 it would be signed or held, 1 error, 2 usage, 5 it would be refused. */
    public static int run(List<String> arguments, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new PolicyCommand()).setOut(out).setErr(err);
        line.setParameterExceptionHandler((mistake, words) -> {
            err.println(
                    "policy: " + Printable.text(String.valueOf(mistake.getMessage()), 500) + ". Try 'policy --help'.");
            err.flush();
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((fault, command, result) -> {
            err.println("policy: " + Printable.text(String.valueOf(fault.getMessage()), 1_000));
            err.flush();
            return 1;
        });
        return line.execute(arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() throws IOException {
        SettingsReader settings = settings();
        Profiles profiles = profiles(settings);
        Policy policy = new Policy(
                () -> profiles,
                new Proofs(),
                ClearanceWiring.blockedKeys(settings.optionalPath("httpca.policy.blocked-keys")),
                CompromisedKeys.none(),
                ownKeys(settings),
                issuer -> List.of(),
                ReplacedCertificates.none(),
                ControlEvidence.none(),
                // no request of a file asks for dates
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        DryRun run = DryRun.of(policy, profiles, csr(), profile);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? run.json() : run.text());
        out.flush();
        return run.isRefused() ? REFUSED : 0;
    }

    /** By the signer's own settings, out of its file and its environment, as it would read them at its start. */
    private SettingsReader settings() throws IOException {
        Path folder = (config != null ? config : data.resolve("signer"))
                .toAbsolutePath()
                .normalize();
        Path settings = folder.resolve("application.yml");
        if (!Files.isReadable(settings)) {
            throw new IllegalArgumentException(
                    settings + " cannot be read: name the data folder with --data, or a signer's with --config.");
        }
        StandardEnvironment environment = new StandardEnvironment();
        for (PropertySource<?> each :
                new YamlPropertySourceLoader().load("settings", new FileSystemResource(settings))) {
            environment.getPropertySources().addLast(each);
        }
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("here", Map.of(SettingsReader.FOLDER, folder.toString())));
        return new SettingsReader(environment);
    }

    private Profiles profiles(SettingsReader read) {
        String own = read.optional("httpca.policy.own-names");
        String patterns = autosign != null ? autosign : read.optional("httpca.policy.autosign");
        return Profiles.load(read.path("httpca.profiles", "the path of profiles.yml"))
                .withAutosign(patterns == null ? "" : patterns)
                .withOwnNames(own == null ? "" : own);
    }

    /** The keys of the issuers are in a keystore, which is for the signer alone. */
    private static OwnKeys ownKeys(SettingsReader read) {
        Administrators administrators = AdministratorFolder.load(
                read.path("httpca.administrators", "the folder with the administrators' public keys"));
        return CaKeys.publicOnes(
                TrustWiring.messagingCa(read.path("httpca.messaging-ca", "the PEM file of the messaging CA")),
                () -> administrators);
    }

    /** Its DER; whether it is a sound request is the policy's to say. */
    private Octets csr() throws IOException {
        if (Files.size(file) > Pem.MAX_CHARACTERS) {
            throw new IllegalArgumentException(file + " is too long for a CSR.");
        }
        byte[] octets = Files.readAllBytes(file);
        if (octets.length > 0 && octets[0] == SEQUENCE) {
            return Octets.of(octets);
        }
        Result<byte[]> der = Pem.decodeOne(
                new String(octets, StandardCharsets.US_ASCII), "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");
        if (der instanceof Result.Refused<byte[]> refused) {
            throw new IllegalArgumentException(file + ": " + refused.problem().detail());
        }
        return Octets.of(der.orElseThrow());
    }
}
