package org.httpca.lint.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.httpca.pki.Printable;
import picocli.CommandLine;

/** The command line of the lints. It reads the files that it is given, and does nothing else. */
public final class LintCli {
    /** As bad as an error in a file: whatever could not be looked at may have one. */
    static final int UNABLE = 2;

    private LintCli() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out, System.err));
    }

    /**
     * Runs the command once.
     *
     * @param args files, folders and options
     * @return 0 when there was nothing worse than a notice, 1 after a warning, 2 after an error
     */
    public static int run(List<String> args, PrintStream out, PrintStream err) {
        int code = command(out, err).execute(args.toArray(String[]::new));
        out.flush();
        err.flush();
        return code;
    }

    /** The command and its options, for those who only want to know what there is, such as a shell's completion. */
    public static CommandLine commands() {
        return command(System.out, System.err);
    }

    private static CommandLine command(PrintStream out, PrintStream err) {
        CommandLine command = new CommandLine(new LintCommand(out, err));
        command.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        command.setParameterExceptionHandler((e, args) -> {
            String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            complain(err, line + (line.endsWith(".") ? "" : ".") + " Try 'lint --help'.");
            return UNABLE;
        });
        command.setExecutionExceptionHandler((e, line, parsed) -> {
            complain(err, "This should not happen: " + e);
            return UNABLE;
        });
        return command;
    }

    static void complain(PrintStream err, String line) {
        err.println("lint: " + Printable.text(line, 1000));
    }
}
