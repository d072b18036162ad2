package org.httpca.approval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.decision.Decided;
import org.httpca.approval.decision.Decisions;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.request.ExaminedRequest;
import org.httpca.approval.request.RequestIds;
import org.httpca.approval.request.Requests;
import org.httpca.approval.terminal.VisibleText;
import org.httpca.order.Action;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code approve ID…}: finds all of them first, so that a slip in one decides nothing; then decides one after the other. */
@Command(
        name = "approve",
        description = "Approves requests. With several, the exit code is that of the first that failed.")
final class ApproveCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "ids, or unambiguous beginnings of them")
    private List<String> ids = List.of();

    @Option(
            names = "--fingerprint",
            paramLabel = "SHA256",
            description = "approve only if the CSR's DER has this SHA-256; takes one ID")
    private @Nullable String fingerprint;

    @Option(names = "--take-over", description = "even if another administrator has claimed it")
    private boolean takeOver;

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    ApproveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String expected = fingerprint == null ? null : Fingerprint.parse(fingerprint);
        if (fingerprint != null && (expected == null || ids.size() != 1)) {
            throw new ParameterException(
                    command.commandLine(), "--fingerprint takes 64 hexadecimal digits, and goes with one ID");
        }
        try (SignerDatabase database = session.open()) {
            Map<UUID, ExaminedRequest> requests = new LinkedHashMap<>();
            RequestIds found = new RequestIds(new Requests(database));
            ids.forEach(id -> {
                ExaminedRequest request = ExaminedRequest.of(found.find(id));
                requests.put(request.row().id(), request);
            });
            requests.values().forEach(request -> check(request, expected));
            Decisions decisions = new Decisions(database, session.key(), session.clock(), wait.patience());
            ExitCode code = ExitCode.DONE;
            for (ExaminedRequest request : requests.values()) {
                ExitCode one = say(session, decisions.decide(request, Action.APPROVE, null, takeOver));
                code = code == ExitCode.DONE ? one : code;
            }
            return code.number();
        }
    }

    private static void check(ExaminedRequest request, @Nullable String expected) {
        if (expected != null && !expected.equals(request.csrFingerprint())) {
            throw new CommandFailed(
                    ExitCode.REFUSED,
                    request.row().shortId() + ": not stored: the fingerprint does not match, its CSR has "
                            + request.csrFingerprint() + ".");
        }
    }

    /** Done goes to standard output, everything else to standard error. */
    static ExitCode say(Session session, Decided decided) {
        if (decided.code() == ExitCode.DONE) {
            session.out().println(VisibleText.of(decided.line()));
        } else {
            session.complain(decided.line());
        }
        return decided.code();
    }
}
