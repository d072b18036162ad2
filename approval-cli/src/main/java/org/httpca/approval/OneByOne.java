package org.httpca.approval;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.decision.Decided;
import org.httpca.approval.decision.Decisions;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.order.StoredOrder;
import org.httpca.approval.request.Claim;
import org.httpca.approval.request.Claims;
import org.httpca.approval.request.RequestScreen;
import org.httpca.approval.request.RequestView;
import org.httpca.approval.request.RequestViews;
import org.httpca.approval.request.Requests;
import org.httpca.approval.request.StoredRequest;
import org.httpca.approval.terminal.Answers;
import org.httpca.approval.terminal.VisibleText;
import org.httpca.order.Action;
import org.httpca.order.AdministratorKey;
import org.jspecify.annotations.Nullable;

/**
 * The waiting requests one by one, each on one screen, under a claim. What is decided is what was on the screen: the order is
 * signed over the row as it was read, and is void if it has changed since.
 */
final class OneByOne {
    private static final String QUESTION = "[a]pprove, [r]eject, [s]kip, [q]uit? ";

    private final Session session;

    OneByOne(Session session) {
        this.session = session;
    }

    /** What to do after a request. */
    private enum Then {
        NEXT,
        QUIT
    }

    /** 0, or what the first decision that failed gave. */
    ExitCode run() {
        AdministratorKey key = session.key();
        try (SignerDatabase database = session.open();
                Answers answers = session.answers()) {
            return new Round(database, key, answers).run();
        }
    }

    /** One pass over what waits. */
    private final class Round {
        private final Requests requests;
        private final RequestViews views;
        private final Claims claims;
        private final Decisions decisions;
        private final String administrator;
        private final Answers answers;
        private ExitCode code = ExitCode.DONE;
        private int leftOut;

        Round(SignerDatabase database, AdministratorKey key, Answers answers) {
            this.requests = new Requests(database);
            this.views = new RequestViews(database, session.clock());
            this.claims = new Claims(database, key.name());
            this.decisions = new Decisions(database, key, session.clock(), WaitOption.DEFAULT);
            this.administrator = key.name();
            this.answers = answers;
        }

        ExitCode run() {
            List<UUID> waiting = requests.waiting();
            Then then = Then.NEXT;
            for (int i = 0; i < waiting.size() && then == Then.NEXT; i++) {
                then = one(waiting.get(i));
            }
            if (then == Then.NEXT) {
                session.out().println(waiting.isEmpty() ? "Nothing waits for approval." : "That was all that waits.");
            }
            if (leftOut > 0) {
                session.out().println(leftOut + " already decided by you wait for another administrator.");
            }
            return code;
        }

        private Then one(UUID id) {
            StoredRequest row = requests.find(id);
            if (row == null || !row.waits()) {
                return Then.NEXT;
            }
            RequestView view = views.of(row);
            if (view.orders().stream().anyMatch(this::standsAndIsMine)) {
                leftOut++;
                return Then.NEXT;
            }
            if (!claims.take(id, false)) {
                Claim claim = claims.valid(id);
                say(row.shortId() + ": left out, claimed by " + (claim == null ? "another" : claim.words()) + ".");
                return Then.NEXT;
            }
            try {
                session.out().println();
                new RequestScreen(session.out(), session.style()).print(view);
                return ask(view);
            } finally {
                claims.release(id);
            }
        }

        private boolean standsAndIsMine(StoredOrder order) {
            return order.stands() && order.administrator().equals(administrator);
        }

        private Then ask(RequestView view) {
            while (true) {
                String answer = answers.ask(QUESTION);
                if (answer == null) {
                    return Then.QUIT;
                }
                switch (answer.strip().toLowerCase(Locale.ROOT)) {
                    case "a", "approve" -> {
                        if (decided(view, Action.APPROVE, null)) {
                            return Then.NEXT;
                        }
                    }
                    case "r", "reject" -> {
                        String reason = reason();
                        if (reason != null && decided(view, Action.REJECT, reason)) {
                            return Then.NEXT;
                        }
                    }
                    case "s", "skip" -> {
                        return Then.NEXT;
                    }
                    case "q", "quit" -> {
                        return Then.QUIT;
                    }
                    default -> say("Type a, r, s or q, and Enter.");
                }
            }
        }

        private @Nullable String reason() {
            String answer = answers.ask("Reason, for the requester: ");
            String reason = answer == null ? null : Reason.parse(answer);
            if (reason == null) {
                say("Not rejected: that needs a reason, one line of text.");
            }
            return reason;
        }

        /** False if the same request is to be asked about again: it was refused before anything was stored. */
        private boolean decided(RequestView view, Action action, @Nullable String reason) {
            Decided decided = decisions.decide(view.request(), action, reason, false);
            say(decided.line());
            if (code == ExitCode.DONE) {
                code = decided.code();
            }
            return decided.stored() || decided.code() != ExitCode.REFUSED;
        }

        private void say(String line) {
            session.out().println(VisibleText.of(line));
        }
    }
}
