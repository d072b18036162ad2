package org.httpca.approval;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code log}: holds {@code verify}. */
@Command(name = "log", description = "The published log of certificates.")
final class LogCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "log takes a command: verify");
    }
}
