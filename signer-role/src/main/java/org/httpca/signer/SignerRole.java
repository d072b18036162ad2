package org.httpca.signer;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.httpca.forward.loop.Wakes;
import org.httpca.signer.accept.UnevaluatedRequests;
import org.httpca.signer.reload.HangUps;
import org.httpca.signer.reload.ProfilesReload;
import org.httpca.signer.setup.Setup;
import org.httpca.start.InvalidSettingException;
import org.httpca.start.Start;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The signer: {@code --config DIR} runs it, {@code migrate --config DIR} brings its database up to date as the schema's
 * owner, {@code setup …} makes a new installation, {@code policy …} says what would become of a CSR. It listens on nothing.
 */
public final class SignerRole {
    private static final String USAGE =
            "usage: java -jar signer-role.jar [migrate] --config DIR | setup … | policy --config DIR CSR-FILE";

    /** As a shell says it of who ended by SIGHUP. */
    private static final int HUNG_UP = 129;

    private SignerRole() {}

    public static void main(String[] args) {
        System.exit(dispatch(List.of(args)));
    }

    /**
     * Starts a signer whose settings are given; nothing is read from the working directory.
     *
     * @param properties by their full names, such as {@code httpca.public-url}
     * @return the running context; closing it stops the stages, then the connections
     * @throws InvalidSettingException when a setting is missing, wrong or unsafe
     */
    public static ConfigurableApplicationContext run(Map<String, Object> properties) {
        return start(properties, "classpath:/signer.yml");
    }

    /**
     * Has the signer read its profiles again whenever this process gets SIGHUP.
     *
     * @param context a signer that runs
     * @param stop called instead when the signal comes because the terminal of the process is gone
     */
    public static void readProfilesOnHangUp(ConfigurableApplicationContext context, Runnable stop) {
        ProfilesReload reload = context.getBean(ProfilesReload.class);
        Wakes wakes = context.getBean(Wakes.class);
        HangUps.listen(
                HangUps.SIGNAL,
                () -> {
                    reload.ask("SIG" + HangUps.SIGNAL);
                    wakes.fire(UnevaluatedRequests.CHANNEL);
                },
                stop);
    }

    /**
     * Brings the signer's database up to date. Settings: {@code httpca.database.url}, {@code httpca.database.user} (the
     * runtime user, who gets his rights) and {@code httpca.migration.{user,password-file}} (the schema's owner).
     */
    public static void migrate(Map<String, Object> properties) {
        migrate(properties, "classpath:/signer.yml");
    }

    /** Whether a signer has this setting, by its full name. */
    public static boolean knows(String key) {
        return SignerSettings.KEYS.knows(key);
    }

    /** What each setting means, by its full name; those of the log are common to all roles. */
    public static Map<String, String> settings() {
        return SignerKeys.MEANINGS;
    }

    /** The setting that a misspelt one was probably meant to be. */
    public static Optional<String> nearest(String key) {
        return SignerSettings.KEYS.nearest(key);
    }

    private static int dispatch(List<String> args) {
        if (!args.isEmpty() && args.get(0).equals("setup")) {
            return Setup.run(
                    args.subList(1, args.size()),
                    new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                    new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
        if (!args.isEmpty() && args.get(0).equals("policy")) {
            return PolicyCommand.run(
                    args.subList(1, args.size()),
                    new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                    new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
        boolean migrate = !args.isEmpty() && args.get(0).equals("migrate");
        try {
            List<String> rest = migrate ? args.subList(1, args.size()) : args;
            Map<String, Object> properties = new LinkedHashMap<>();
            String locations = "classpath:/signer.yml," + configuration(rest, properties);
            if (migrate) {
                migrate(properties, locations);
                return 0;
            }
            ConfigurableApplicationContext context = start(properties, locations);
            context.registerShutdownHook();
            readProfilesOnHangUp(context, () -> System.exit(HUNG_UP));
            context.getBean(Stages.class).awaitStop();
            return 0;
        } catch (InvalidSettingException e) {
            return e.exitCode(); // the sentence is in the log
        } catch (IllegalArgumentException e) {
            err().println(e.getMessage());
            return 2;
        }
    }

    /** Reads {@code --config DIR} and {@code --key=value}; the location of the file to be read. */
    private static String configuration(List<String> args, Map<String, Object> properties) {
        String folder = null;
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--config") && i + 1 < args.size()) {
                folder = args.get(++i);
            } else if (arg.startsWith("--config=")) {
                folder = arg.substring("--config=".length());
            } else if (arg.startsWith("--") && arg.contains("=")) {
                properties.put(arg.substring(2, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
            } else {
                throw new IllegalArgumentException(USAGE);
            }
        }
        if (folder == null) {
            throw new IllegalArgumentException(USAGE);
        }
        Path directory = Path.of(folder).toAbsolutePath().normalize();
        properties.put(SettingsReader.FOLDER, directory.toString());
        return directory.resolve("application.yml").toUri().toString();
    }

    private static ConfigurableApplicationContext start(Map<String, Object> properties, String locations) {
        return application(SignerWiring.class, properties, locations);
    }

    private static void migrate(Map<String, Object> properties, String locations) {
        try (ConfigurableApplicationContext context = application(Migration.class, properties, locations)) {
            context.getBean(Migration.class).migrate();
        }
    }

    private static ConfigurableApplicationContext application(
            Class<?> wiring, Map<String, Object> properties, String locations) {
        SpringApplication application = new SpringApplication(wiring);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        // nothing is found by chance: neither in the working directory, nor in other roles' resources
        List<String> args =
                new ArrayList<>(Arrays.asList("--spring.config.name=signer", "--spring.config.location=" + locations));
        properties.forEach((key, value) -> args.add("--" + key + "=" + value));
        return Start.refusing(() -> application.run(args.toArray(String[]::new)));
    }

    private static PrintStream err() {
        return new PrintStream(System.err, true, StandardCharsets.UTF_8);
    }
}
