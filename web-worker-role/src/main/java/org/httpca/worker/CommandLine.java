package org.httpca.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was typed, as Spring reads it: {@code --key=value}. */
final class CommandLine {
    static final String USAGE = "Usage: java -jar web-worker-role.jar [--config DIR] [--httpca.KEY=VALUE]...";

    private CommandLine() {}

    /** Null if it is none of this role's. */
    static String @Nullable [] properties(String[] arguments) {
        List<String> properties = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--config") && i + 1 < arguments.length) {
                config(arguments[++i], properties);
            } else if (argument.startsWith("--config=")) {
                config(argument.substring("--config=".length()), properties);
            } else if (argument.startsWith("--httpca.") || argument.startsWith("--logging.")) {
                properties.add(argument);
            } else {
                return null;
            }
        }
        return properties.toArray(String[]::new);
    }

    private static void config(String folder, List<String> properties) {
        Path absolute = Path.of(folder).toAbsolutePath().normalize();
        properties.add("--spring.config.location=classpath:/worker.yml,"
                + absolute.resolve("application.yml").toUri());
        properties.add("--httpca.config-folder=" + absolute);
    }
}
