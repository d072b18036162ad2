package org.httpca.approval;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.terminal.Answers;
import org.httpca.approval.terminal.Attached;
import org.httpca.approval.terminal.StreamAnswers;
import org.httpca.approval.terminal.Style;
import org.httpca.approval.terminal.TerminalAnswers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The administrator's command line. It sees what waits, and appends claims and signed orders; it can do nothing else. */
public final class ApprovalCli {
    private ApprovalCli() {}

    /** Runs with the process's own streams; the settings are in {@code ./data/operator} unless an option says otherwise. */
    public static void main(String[] args) {
        System.exit(run(List.of(args), null, System.in, System.out, System.err, Clock.systemUTC()));
    }

    /**
     * Runs one command.
     *
     * @param args the command and its options
     * @param defaultConfigFolder the folder of {@code approval.yml} if neither {@code --config} nor {@code --data} is given;
     *     null for {@code ./data/operator}
     * @param in answers to questions, a line each, UTF-8
     * @return the exit code, see {@link ExitCode}
     */
    public static int run(
            List<String> args,
            @Nullable Path defaultConfigFolder,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Clock clock) {
        return run(args, defaultConfigFolder, in, out, err, clock, Attached.toTerminal(in, out));
    }

    /** @param person whether somebody sits at a terminal and can be asked */
    static int run(
            List<String> args,
            @Nullable Path defaultConfigFolder,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Clock clock,
            boolean person) {
        boolean terminal = Attached.toTerminal(in, out);
        Supplier<Answers> answers = () -> terminal ? TerminalAnswers.ofSystem() : new StreamAnswers(in, out);
        Path folder = defaultConfigFolder != null ? defaultConfigFolder : RootCommand.operatorOf(Path.of("data"));
        Session session = new Session(out, err, clock, Attached.style(terminal), person, answers, folder);
        int code = commands(session).execute(args.toArray(String[]::new));
        out.flush();
        err.flush();
        return code;
    }

    /** All commands and their options, for those who only want to know what there is, such as a shell's completion. */
    public static CommandLine commands() {
        Supplier<Answers> nobody = () -> new StreamAnswers(InputStream.nullInputStream(), System.out);
        return commands(new Session(
                System.out,
                System.err,
                Clock.systemUTC(),
                Style.PLAIN,
                false,
                nobody,
                RootCommand.operatorOf(Path.of("data"))));
    }

    private static CommandLine commands(Session session) {
        RootCommand root = new RootCommand(session);
        CommandLine commands = new CommandLine(root)
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new ShowCommand(session))
                .addSubcommand(new ApproveCommand(session))
                .addSubcommand(new RejectCommand(session))
                .addSubcommand(new HaltCommand(session))
                .addSubcommand(new ResumeCommand(session))
                .addSubcommand(new StatusCommand(session))
                .addSubcommand(new ListCertificatesCommand(session))
                .addSubcommand(new RevokeCommand(session))
                .addSubcommand(new ReloadProfilesCommand(session))
                .addSubcommand(new CommandLine(new AuditCommand()).addSubcommand(new AuditVerifyCommand(session)))
                .addSubcommand(new CommandLine(new LogCommand()).addSubcommand(new LogVerifyCommand(session)));
        commands.setColorScheme(
                CommandLine.Help.defaultColorScheme(session.style().colours() ? Ansi.ON : Ansi.OFF));
        commands.setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8));
        commands.setParameterExceptionHandler((e, args) -> {
            String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            session.complain(line + (line.endsWith(".") ? "" : ".") + " Try 'approval --help'.");
            return ExitCode.USAGE.number();
        });
        commands.setExecutionExceptionHandler((e, line, parsed) -> failed(session, root, e));
        return commands;
    }

    private static int failed(Session session, RootCommand root, Exception e) {
        if (root.stackTrace()) {
            session.trace(e);
        }
        if (e instanceof CommandFailed failed) {
            session.complain(failed.line());
            return failed.code().number();
        }
        session.complain("This should not happen: " + e + "; --stacktrace tells more.");
        return ExitCode.ERROR.number();
    }
}
