package org.httpca.lint.command;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.httpca.lint.Linter;
import org.httpca.lint.Severity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lint",
        description = "Checks certificates and CRLs against RFC 5280 and, where they fit a private CA, the Baseline"
                + " Requirements. Issuers are looked for among the files: what needs an issuer that is not there goes"
                + " unchecked.",
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 nothing, or notices only; 1 a warning; 2 an error, or something could not be read.",
            "What each lint wants, and why: docs/lints.md"
        })
final class LintCommand implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "PEM or DER, with as many certificates and CRLs as there are; or a folder of such files")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<Path> files;

    @Option(names = "--json", description = "the findings as JSON on standard output")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    private boolean help;

    LintCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Inputs inputs = Inputs.of(files);
        List<Judged> judged = new Judging(Linter.standard()).all(inputs.found());
        if (json) {
            JsonReport.write(out, judged, inputs);
        } else {
            TextReport.write(out, judged, inputs);
        }
        inputs.unreadable().forEach(unreadable -> LintCli.complain(err, unreadable.file() + " " + unreadable.reason()));
        Severity worst = Judged.worst(judged);
        return inputs.unreadable().isEmpty() ? code(worst) : LintCli.UNABLE;
    }

    private static int code(@Nullable Severity worst) {
        return worst == Severity.ERROR ? 2 : worst == Severity.WARNING ? 1 : 0;
    }
}
