package org.httpca.standalone;

import java.util.concurrent.Callable;
import org.httpca.approval.ApprovalCli;
import org.httpca.lint.command.LintCli;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion bash|zsh}: prints what the shell reads to complete commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Prints a completion script: source <(./httpca completion bash)")
final class CompletionCommand implements Callable<Integer> {

    /** The shells that the script is for; it is the same one, which gives zsh what it lacks. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine httpca = Launcher.commands()
                .addSubcommand("approval", ApprovalCli.commands())
                .addSubcommand("lint", LintCli.commands());
        spec.commandLine().getOut().print(AutoComplete.bash("httpca", httpca));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
