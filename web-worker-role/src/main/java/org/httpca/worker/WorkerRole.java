package org.httpca.worker;

import java.util.Map;
import java.util.Optional;
import org.httpca.start.Start;
import org.httpca.worker.settings.WorkerSettings;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The process between the web database and the broker. It serves nobody. */
public final class WorkerRole {
    private WorkerRole() {}

    public static void main(String[] arguments) {
        String[] properties = CommandLine.properties(arguments);
        if (properties == null) {
            System.err.println(CommandLine.USAGE);
            System.exit(2);
            return;
        }
        Start.orExit(() -> start(properties));
    }

    /** Whether the worker has this setting, by its full name. */
    public static boolean knows(String key) {
        return WorkerSettings.KEYS.knows(key);
    }

    /** The setting that a misspelt one was probably meant to be. */
    public static Optional<String> nearest(String key) {
        return WorkerSettings.KEYS.nearest(key);
    }

    /**
     * Starts the role in this process; closing the context stops it.
     *
     * @param properties what else would stand in {@code application.yml}, which they override
     */
    public static ConfigurableApplicationContext run(Map<String, Object> properties) {
        return start(properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
    }

    private static ConfigurableApplicationContext start(String[] properties) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(WorkerConfiguration.class)
                .web(WebApplicationType.NONE)
                // Only what comes with the role and what is named is read, never a file that lies in the current
                // folder.
                .properties("spring.config.name=worker", "spring.config.location=classpath:/worker.yml");
        return Start.refusing(() -> application.run(properties));
    }
}
