package org.httpca.approval;

import java.util.concurrent.Callable;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.issuing.IssuingOrders;
import org.httpca.approval.terminal.VisibleText;
import org.httpca.order.Action;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code resume}: what waits is signed. */
@Command(
        name = "resume",
        description = "Lets issuing go on after 'halt'; what waits is signed at once.",
        sortOptions = false)
final class ResumeCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why; one line")
    private @Nullable String reason;

    @Mixin
    private final WaitOption wait = new WaitOption();

    ResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String line = reason == null ? null : Reason.option(reason, wait::wrong);
        try (SignerDatabase database = session.open()) {
            var now = new IssuingOrders(database, session.key(), session.clock(), wait.patience())
                    .order(Action.RESUME, line);
            session.out().println("Issuing: " + VisibleText.of(now.words()));
        }
        return 0;
    }
}
