package org.httpca.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./httpca bench} runs. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "The load driver: measures an installation from outside, by HTTP.",
        subcommands = IssueCommand.class)
public final class Bench implements Callable<Integer> {

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Exit codes: as the command says; 1 error, 2 usage. */
    static int execute(String... arguments) {
        return new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((fault, line, result) -> {
                    String words = fault.getMessage();
                    line.getErr().println("httpca: " + (words == null ? fault.toString() : words));
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 2;
    }
}
