package org.httpca.approval;

import java.util.concurrent.Callable;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.issuing.IssuingOrders;
import org.httpca.approval.terminal.VisibleText;
import org.httpca.order.Action;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code halt --reason TEXT}: nothing is signed any more, and nothing is lost. */
@Command(
        name = "halt",
        description = "Halts issuing: requests are taken and wait; nothing is signed, by any signer, until 'resume'.",
        sortOptions = false)
final class HaltCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "why; one line, for the other administrators and the audit log")
    private String reason = "";

    @Mixin
    private final WaitOption wait = new WaitOption();

    HaltCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String line = Reason.option(reason, wait::wrong);
        try (SignerDatabase database = session.open()) {
            var now = new IssuingOrders(database, session.key(), session.clock(), wait.patience())
                    .order(Action.HALT, line);
            session.out().println("Issuing: " + VisibleText.of(now.words()));
            session.out().println("Requests are taken and wait. 'approval resume' lets signing go on.");
        }
        return 0;
    }
}
