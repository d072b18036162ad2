package org.httpca.approval;

import java.util.concurrent.Callable;
import org.httpca.order.Action;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reject ID… --reason TEXT}, or with options that say which requests. */
@Command(
        name = "reject",
        description = "Rejects requests. With several, the exit code is the highest of theirs.",
        sortOptions = false)
final class RejectCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "why; one line, the requester reads it")
    private String reason = "";

    @Mixin
    private final DecisionOptions options = new DecisionOptions();

    RejectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String line = Reason.option(reason, options::wrong);
        return new Deciding(session, Action.REJECT, line, options)
                .run(request -> {})
                .number();
    }
}
