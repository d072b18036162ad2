package org.httpca.approval;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How long a decision waits for the signer. */
final class WaitOption {
    static final Duration DEFAULT = Duration.ofSeconds(10);
    private static final int MAX_SECONDS = 3600;

    private Duration patience = DEFAULT;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before any option
    private CommandSpec command;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "how long to wait for the signer to count the order (default: 10)")
    void seconds(int seconds) {
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw wrong("--wait takes 0 to " + MAX_SECONDS + " seconds");
        }
        patience = Duration.ofSeconds(seconds);
    }

    /** Of the command that has this option. */
    ParameterException wrong(String line) {
        return new ParameterException(command.commandLine(), line);
    }

    Duration patience() {
        return patience;
    }
}
