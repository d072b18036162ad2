package org.httpca.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was typed.
 *
 * @param properties settings as Spring reads them, {@code --key=value}
 * @param words what follows the command
 */
record CommandLine(Command command, String[] properties, List<String> words) {
    static final String USAGE = """
            Usage: java -jar web-role.jar [migrate | token create NAME [--scope SCOPE]... | token list [--json] | token revoke NAME]
                                          [acme-key create NAME | acme-key list | acme-key revoke NAME]
                                          [--config DIR] [--httpca.KEY=VALUE]...""";

    /** Only what comes with the role and what is named is read, never a file that happens to lie in the current folder. */
    static final String[] CONFIG_DEFAULTS = {"spring.config.name=web", "spring.config.location=classpath:/web.yml"};

    enum Command {
        RUN,
        MIGRATE,
        TOKEN,
        ACME_KEY,
        USAGE
    }

    static CommandLine parse(String[] arguments) {
        List<String> properties = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--config") && i + 1 < arguments.length) {
                config(arguments[++i], properties);
            } else if (argument.startsWith("--config=")) {
                config(argument.substring("--config=".length()), properties);
            } else if (argument.startsWith("--httpca.") || argument.startsWith("--logging.")) {
                properties.add(argument);
            } else {
                words.add(argument);
            }
        }
        return new CommandLine(
                command(words),
                properties.toArray(String[]::new),
                words.stream().skip(1).toList());
    }

    private static Command command(List<String> words) {
        if (words.isEmpty()) {
            return Command.RUN;
        }
        return switch (words.get(0)) {
            case "migrate" -> words.size() == 1 ? Command.MIGRATE : Command.USAGE;
            case "token" -> Command.TOKEN;
            case "acme-key" -> Command.ACME_KEY;
            default -> Command.USAGE;
        };
    }

    private static void config(String folder, List<String> properties) {
        Path absolute = Path.of(folder).toAbsolutePath().normalize();
        properties.add("--spring.config.location=classpath:/web.yml,"
                + absolute.resolve("application.yml").toUri());
        properties.add("--httpca.config-folder=" + absolute);
    }
}
