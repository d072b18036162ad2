package org.httpca.approval;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How many requests at most, the oldest first. */
final class LimitOption {
    private @Nullable Integer number;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before any option
    private CommandSpec command;

    @Option(names = "--limit", paramLabel = "N", description = "the oldest N only")
    void limit(int wanted) {
        if (wanted < 1) {
            throw new ParameterException(command.commandLine(), "--limit takes a number from 1");
        }
        number = wanted;
    }

    /** Null for no limit. */
    @Nullable
    Integer number() {
        return number;
    }
}
