package org.httpca.approval;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.httpca.approval.terminal.Style;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** No subcommand: the waiting requests one by one. Holds the options that every command has. */
@Command(
        name = "approval",
        description =
                "Decides what waits for an administrator. Without a command, shows the waiting requests one by one.",
        sortOptions = false,
        footer = {
            "",
            "IDs may be shortened to any unambiguous beginning.",
            "Exit codes: 0 done, 1 error, 2 usage (also an ambiguous ID or serial), 3 not found,",
            "4 already decided, revoked or claimed by someone else, 5 refused."
        })
final class RootCommand implements Callable<Integer> {
    private final Session session;
    private boolean stackTrace;

    RootCommand(Session session) {
        this.session = session;
    }

    /** As people type it. */
    enum Colour {
        auto,
        always,
        never
    }

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "the standalone's data folder; the settings are in its operator/ (default: ./data)")
    void data(Path folder) {
        session.useFolder(operatorOf(folder));
    }

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "the folder with approval.yml")
    void config(Path folder) {
        session.useFolder(folder);
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            description = "always, never, or auto: on a terminal, unless NO_COLOR is set (default: auto)")
    void color(Colour when) {
        if (when != Colour.auto) {
            session.useStyle(when == Colour.always ? Style.COLOURED : Style.PLAIN);
        }
    }

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "with an error, also where it came from")
    void stackTrace(boolean wanted) {
        stackTrace = wanted;
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "this text")
    void help(boolean wanted) {
        // Picocli prints the text; a method, because the option has no value to keep.
    }

    boolean stackTrace() {
        return stackTrace;
    }

    static Path operatorOf(Path dataFolder) {
        return dataFolder.resolve("operator");
    }

    @Override
    public Integer call() {
        return new OneByOne(session).run().number();
    }
}
