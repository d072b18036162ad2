package org.httpca.approval;

import java.util.concurrent.Callable;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.decision.Decisions;
import org.httpca.approval.request.ExaminedRequest;
import org.httpca.approval.request.RequestIds;
import org.httpca.approval.request.Requests;
import org.httpca.order.Action;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reject ID --reason TEXT}. */
@Command(name = "reject", description = "Rejects a request.")
final class RejectCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "the request's id, or an unambiguous beginning of it")
    private String id = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "why; one line, the requester reads it")
    private String reason = "";

    @Option(names = "--take-over", description = "even if another administrator has claimed it")
    private boolean takeOver;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    RejectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String line = Reason.parse(reason);
        if (line == null) {
            throw new ParameterException(
                    command.commandLine(), "--reason takes one line of text, up to 1000 characters");
        }
        try (SignerDatabase database = session.open()) {
            ExaminedRequest request = ExaminedRequest.of(new RequestIds(new Requests(database)).find(id));
            Decisions decisions = new Decisions(database, session.key(), session.clock(), wait.patience());
            return ApproveCommand.say(session, decisions.decide(request, Action.REJECT, line, takeOver))
                    .number();
        }
    }
}
