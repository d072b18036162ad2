package org.httpca.bench;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code ./httpca bench} runs. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "The load driver: measures an installation from outside, by HTTP.")
public final class Bench implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Bench() {}

    public static void main(String[] arguments) {
        Surroundings surroundings = new Surroundings(
                System.out, System.err, System.console() != null, System.getProperty("httpca.standalone", ""));
        System.exit(execute(surroundings, Stop.onSignals(), arguments));
    }

    /** Exit codes: as the command says; 1 error, 2 usage. */
    static int execute(Surroundings surroundings, Stop stop, String... arguments) {
        return new CommandLine(new Bench())
                .addSubcommand(new IssueCommand(surroundings, stop, Clock.systemUTC(), new SecureRandom()))
                .addSubcommand(new AcmeCommand(surroundings, stop, Clock.systemUTC(), new SecureRandom()))
                .addSubcommand(new OcspCommand(surroundings, stop, Clock.systemUTC(), new SecureRandom()))
                .addSubcommand(new SearchCommand(surroundings, stop, Clock.systemUTC(), new SecureRandom()))
                .addSubcommand(new FillCommand(surroundings, stop, new SecureRandom()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((fault, line, result) -> {
                    String words = fault.getMessage();
                    line.getErr().println("httpca: " + (words == null ? fault.toString() : words));
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return 2;
    }
}
