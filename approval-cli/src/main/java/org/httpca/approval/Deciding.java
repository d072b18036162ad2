package org.httpca.approval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.decision.Decided;
import org.httpca.approval.decision.Decisions;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.issuing.Issuing;
import org.httpca.approval.request.ExaminedRequest;
import org.httpca.approval.request.RequestIds;
import org.httpca.approval.request.RequestPreview;
import org.httpca.approval.request.RequestView;
import org.httpca.approval.request.RequestViews;
import org.httpca.approval.request.Requests;
import org.httpca.approval.terminal.Answers;
import org.httpca.approval.terminal.JsonOutput;
import org.httpca.approval.terminal.VisibleText;
import org.httpca.order.Action;
import org.httpca.order.AdministratorKey;
import org.jspecify.annotations.Nullable;

/**
 * Decides what was named. All of it is found first, so that a slip in one ID decides nothing. What was found is what was shown:
 * the orders are signed over the rows as they were read for the preview, and nothing is looked for again.
 */
final class Deciding {
    private final Session session;
    private final Action action;
    private final @Nullable String reason;
    private final DecisionOptions options;

    Deciding(Session session, Action action, @Nullable String reason, DecisionOptions options) {
        this.session = session;
        this.action = action;
        this.reason = reason;
        this.options = options;
    }

    /**
     * The highest code of all of them.
     *
     * @param check looks at each before anything is decided
     */
    ExitCode run(Consumer<ExaminedRequest> check) {
        List<String> ids = options.ids();
        try (SignerDatabase database = session.open()) {
            if (!ids.isEmpty()) {
                List<ExaminedRequest> named = named(ids, new Requests(database));
                named.forEach(check);
                boolean asks = named.size() > 1 && session.person() && !options.yes && !options.json;
                if (asks) {
                    preview(database, named);
                    if (!confirmed(named.size())) {
                        return ExitCode.ERROR;
                    }
                }
                return decide(database, session.key(), named);
            }
            AdministratorKey key = session.key();
            List<ExaminedRequest> chosen = chosen(database, key);
            if (chosen.isEmpty()) {
                if (options.json) {
                    JsonOutput.array(session.out()).close();
                } else {
                    say("No waiting request fits.");
                }
                return ExitCode.DONE;
            }
            if (!options.json) {
                preview(database, chosen);
            }
            if (!options.yes && (options.json || !session.person())) {
                session.complain("Nothing is decided: without a terminal, options instead of IDs need --yes.");
                return ExitCode.USAGE;
            }
            return options.yes || confirmed(chosen.size()) ? decide(database, key, chosen) : ExitCode.ERROR;
        }
    }

    private static List<ExaminedRequest> named(List<String> ids, Requests requests) {
        RequestIds found = new RequestIds(requests);
        Map<UUID, ExaminedRequest> named = new LinkedHashMap<>();
        for (String id : ids) {
            ExaminedRequest request = ExaminedRequest.of(found.find(id));
            named.put(request.row().id(), request);
        }
        return List.copyOf(named.values());
    }

    private List<ExaminedRequest> chosen(SignerDatabase database, AdministratorKey key) {
        Choice choice = new Choice(
                database, key.name(), action, options, session.clock().instant());
        if (!options.json) {
            choice.leftOut().forEach(this::say);
        }
        return choice.chosen();
    }

    private void preview(SignerDatabase database, List<ExaminedRequest> requests) {
        RequestViews views = new RequestViews(database, session.clock());
        RequestPreview preview = new RequestPreview(session.out(), session.style());
        say("To " + action.wireName() + ":");
        for (ExaminedRequest request : requests) {
            RequestView view = views.of(request);
            preview.print(view);
        }
    }

    private boolean confirmed(int count) {
        try (Answers answers = session.answers()) {
            String which = count == 1 ? "it" : "these " + count;
            String answer = answers.ask(
                    "Type " + count + " to " + action.wireName() + " " + which + ", or just Enter to leave: ");
            boolean confirmed = answer != null && answer.strip().equals(String.valueOf(count));
            if (!confirmed) {
                say("Nothing is decided.");
            }
            return confirmed;
        }
    }

    private ExitCode decide(SignerDatabase database, AdministratorKey key, List<ExaminedRequest> requests) {
        Decisions decisions = new Decisions(database, key, session.clock(), options.wait.patience());
        List<Decided> all = new ArrayList<>();
        decisions.decide(requests, action, reason, options.takeOver, decided -> {
            all.add(decided);
            if (!options.json) {
                say(decided);
            }
        });
        if (options.json) {
            try (JsonOutput.Array array = JsonOutput.array(session.out())) {
                all.forEach(decided -> array.add(decided.toMap()));
            }
        }
        boolean approved =
                action == Action.APPROVE && all.stream().anyMatch(decided -> decided.code() == ExitCode.DONE);
        if (approved && !options.json && Issuing.read(database).halted()) {
            say("Issuing is halted: what is approved waits until 'approval resume'.");
        }
        return all.stream().map(Decided::code).max(ExitCode::compareTo).orElse(ExitCode.DONE);
    }

    /** Done goes to standard output, everything else to standard error. */
    private void say(Decided decided) {
        if (decided.code() == ExitCode.DONE) {
            say(decided.line());
        } else {
            session.complain(decided.line());
        }
    }

    private void say(String line) {
        session.out().println(VisibleText.of(line));
    }
}
