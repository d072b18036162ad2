package org.httpca.standalone;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./httpca} runs: {@code start}, {@code demo}, {@code approval}, {@code lint}, {@code setup}, {@code token}, {@code completion}. */
@Command(
        name = "httpca",
        mixinStandardHelpOptions = true,
        description = "A certificate authority whose signing key sits in a process without any listening port.",
        subcommands = {StartCommand.class, DemoCommand.class, TokenCommand.class, CompletionCommand.class})
public final class Launcher implements Runnable {

    private Launcher() {}

    public static void main(String[] arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        switch (command) {
            case "approval" -> org.httpca.approval.ApprovalCli.main(rest);
            case "lint" -> org.httpca.lint.command.LintCli.main(rest);
            case "setup" -> org.httpca.signer.setup.Setup.main(rest);
            default -> System.exit(execute(List.of(arguments)));
        }
    }

    /** Exit codes: 0 done, 1 error, 2 usage. */
    static int execute(List<String> arguments) {
        CommandLine line = commands();
        line.setExecutionExceptionHandler((fault, at, result) -> {
            at.getErr().println("httpca: " + message(fault));
            return 1;
        });
        return line.execute(arguments.toArray(String[]::new));
    }

    /** The commands that this class runs itself. */
    static CommandLine commands() {
        return new CommandLine(new Launcher());
    }

    private static String message(Throwable fault) {
        Throwable cause = fault;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
