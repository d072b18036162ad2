package org.httpca.standalone;

import java.util.Arrays;
import java.util.List;
import org.httpca.approval.ApprovalCli;
import org.httpca.lint.command.LintCli;
import org.httpca.signer.PolicyCommand;
import org.httpca.signer.setup.Setup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;

/**
 * What {@code ./httpca} runs: {@code start}, {@code demo}, {@code approval}, {@code log}, {@code lint}, {@code setup}, {@code policy},
 * {@code token}, {@code acme-key}, {@code backup}, {@code restore}, {@code completion}.
 */
@Command(
        name = "httpca",
        mixinStandardHelpOptions = true,
        versionProvider = Launcher.Version.class,
        scope = ScopeType.INHERIT,
        description = "A certificate authority whose signing key sits in a process without any listening port.")
public final class Launcher implements Runnable {

    private Launcher() {}

    public static void main(String[] arguments) {
        String command = arguments.length == 0 ? "" : arguments[0];
        String[] rest = Arrays.copyOfRange(arguments, Math.min(1, arguments.length), arguments.length);
        switch (command) {
            case "approval" -> ApprovalCli.main(rest);
            case "log" -> ApprovalCli.main(arguments);
            case "lint" -> LintCli.main(rest);
            case "setup" -> Setup.main(rest);
            case "policy" -> PolicyCommand.main(rest);
            default -> System.exit(execute(List.of(arguments)));
        }
    }

    /** Exit codes: 0 done, 1 error, 2 usage. */
    static int execute(List<String> arguments) {
        CommandLine line = commands();
        line.setParameterExceptionHandler((mistake, words) -> {
            CommandLine at = mistake.getCommandLine();
            at.getErr()
                    .println(mistake.getMessage() + " Try '"
                            + at.getCommandSpec().qualifiedName() + " --help'.");
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((fault, at, result) -> {
            at.getErr().println("httpca: " + message(fault));
            return 1;
        });
        return line.execute(arguments.toArray(String[]::new));
    }

    /** All commands. Six of them never come this way: see {@link #main}, and the script for {@code bench}. */
    static CommandLine commands() {
        return new CommandLine(new Launcher())
                .addSubcommand("start", new StartCommand())
                .addSubcommand("demo", new DemoCommand())
                .addSubcommand("approval", ApprovalCli.commands())
                .addSubcommand("log", ApprovalCli.commands().getSubcommands().get("log"))
                .addSubcommand("lint", LintCli.commands())
                .addSubcommand("token", new TokenCommand())
                .addSubcommand("acme-key", new AcmeKeyCommand())
                .addSubcommand("setup", Setup.commands())
                .addSubcommand("policy", new PolicyCommand())
                .addSubcommand("backup", new BackupCommand())
                .addSubcommand("restore", new RestoreCommand())
                .addSubcommand("bench", bench())
                .addSubcommand("completion", new CompletionCommand());
    }

    /** A module of its own, which nobody here knows, has all about it (ADR 0013). */
    private static CommandSpec bench() {
        CommandSpec bench = CommandSpec.create();
        bench.usageMessage().description("Measures an installation: bench issue --help says how.");
        return bench.addSubcommand("issue", CommandSpec.create()).addSubcommand("acme", CommandSpec.create());
    }

    /** The build's; "unknown" where the classes are not in their jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"HttpCA " + release()};
        }

        static String release() {
            String version = Launcher.class.getPackage().getImplementationVersion();
            return version == null ? "unknown" : version;
        }
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
