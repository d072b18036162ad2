package org.httpca.approval;

import java.util.concurrent.Callable;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.request.RequestIds;
import org.httpca.approval.request.RequestJson;
import org.httpca.approval.request.RequestScreen;
import org.httpca.approval.request.RequestView;
import org.httpca.approval.request.RequestViews;
import org.httpca.approval.request.Requests;
import org.httpca.approval.terminal.JsonOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code show ID}: everything about one request, decided or not. */
@Command(name = "show", description = "Shows everything about one request.")
final class ShowCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", description = "the request's id, or an unambiguous beginning of it")
    private String id = "";

    @Option(names = "--json", description = "a JSON object")
    private boolean json;

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (SignerDatabase database = session.open()) {
            RequestView view =
                    new RequestViews(database, session.clock()).of(new RequestIds(new Requests(database)).find(id));
            if (json) {
                JsonOutput.object(session.out(), RequestJson.full(view));
            } else {
                new RequestScreen(session.out(), session.style()).print(view);
            }
        }
        return ExitCode.DONE.number();
    }
}
