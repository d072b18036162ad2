package org.httpca.web;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.httpca.start.Start;
import org.httpca.start.UnknownSettingsCheck;
import org.httpca.web.settings.WebSettings;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** The process that faces users. It reaches its own database, the OpenID provider if one is configured, and nothing else. */
@SpringBootApplication
public class WebRole {

    public static void main(String[] arguments) {
        Start.orExit(() -> run(CommandLine.parse(arguments)));
    }

    /** Whether the web role has this setting, by its full name. */
    public static boolean knows(String key) {
        return WebSettings.KEYS.knows(key);
    }

    /** The setting that a misspelt one was probably meant to be. */
    public static Optional<String> nearest(String key) {
        return WebSettings.KEYS.nearest(key);
    }

    private static void run(CommandLine line) {
        switch (line.command()) {
            case RUN -> start(line.properties());
            case MIGRATE -> System.exit(command(line.properties(), Migration::run));
            case TOKEN ->
                System.exit(command(
                        line.properties(),
                        settings -> TokenCommand.run(settings, line.words(), System.out, System.err)));
            case ACME_KEY ->
                System.exit(command(
                        line.properties(),
                        settings -> AcmeKeyCommand.run(settings, line.words(), System.out, System.err)));
            case USAGE -> {
                System.err.println(CommandLine.USAGE);
                System.exit(2);
            }
        }
    }

    /**
     * Starts the role in this process.
     *
     * @param properties what else would stand in {@code application.yml}, which they override
     */
    public static ConfigurableApplicationContext run(Map<String, Object> properties) {
        return start(arguments(properties));
    }

    /** Brings the schema up to date, as its owner. */
    public static void migrate(Map<String, Object> properties) {
        migrate(arguments(properties));
    }

    /**
     * Makes, lists or revokes bearer tokens, without starting the role.
     *
     * @param words {@code create NAME [--scope S …]}, {@code list}, or {@code revoke NAME}
     * @return the exit code: 0 done, 1 refused, 2 usage
     */
    public static int token(Map<String, Object> properties, List<String> words, PrintStream out, PrintStream err) {
        return withSettings(arguments(properties), settings -> TokenCommand.run(settings, words, out, err));
    }

    /**
     * Makes, lists or revokes keys for external account binding, without starting the role.
     *
     * @param words {@code create NAME}, {@code list}, or {@code revoke NAME}
     * @return the exit code: 0 done, 1 refused, 2 usage
     */
    public static int acmeKey(Map<String, Object> properties, List<String> words, PrintStream out, PrintStream err) {
        return withSettings(arguments(properties), settings -> AcmeKeyCommand.run(settings, words, out, err));
    }

    private static ConfigurableApplicationContext start(String[] properties) {
        return Start.refusing(() -> application(WebRole.class).run(properties));
    }

    private static void migrate(String[] properties) {
        withSettings(properties, Migration::run);
    }

    /** A fault is one line in a terminal. */
    private static int command(String[] properties, SettingsUse use) {
        try {
            return withSettings(properties, use);
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() instanceof SQLException sql ? sql : e;
            System.err.println(
                    String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
            return 1;
        }
    }

    private static int withSettings(String[] properties, SettingsUse use) {
        try (ConfigurableApplicationContext context = Start.refusing(() -> application(SettingsAlone.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false) // a command's output is its own
                .run(properties))) {
            return use.with(context.getBean(WebSettings.class));
        }
    }

    private static SpringApplicationBuilder application(Class<?> source) {
        return new SpringApplicationBuilder(source).properties(CommandLine.CONFIG_DEFAULTS);
    }

    private static String[] arguments(Map<String, Object> properties) {
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    /** What is done with the settings where no server is wanted. */
    private interface SettingsUse {
        int with(WebSettings settings);
    }

    /** The settings, looked at, and nothing else; the role itself finds this too. */
    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(WebSettings.class)
    static class SettingsAlone {
        @Bean
        static UnknownSettingsCheck unknownSettings(ConfigurableEnvironment environment) {
            return new UnknownSettingsCheck(environment, WebSettings.KEYS);
        }
    }
}
