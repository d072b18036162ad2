package org.httpca.web.page;

import java.util.List;
import java.util.Objects;
import org.httpca.message.RuleFinding;
import org.httpca.problem.ProblemType;
import org.httpca.web.request.RequestView;
import org.jspecify.annotations.Nullable;

/**
 * A request as its page shows it; every text is fit to be shown.
 *
 * @param version changes whenever the state part of the page would
 * @param tone a class of the state part: "open", "issued", "rejected", "withdrawn"
 * @param certificatePath where the certificate is, once issued
 */
record RequestPage(
        String id,
        String path,
        String status,
        boolean open,
        String version,
        String tone,
        List<Step> steps,
        String profile,
        CsrFacts csr,
        Moment submittedAt,
        Moment updatedAt,
        @Nullable String requester,
        @Nullable String note,
        int approvalsGiven,
        @Nullable Integer approvalsRequired,
        @Nullable Reason problem,
        List<Finding> findings,
        @Nullable String certificatePath) {

    /**
     * Why it was rejected: in plain words, and as the one who decided put it.
     *
     * @param inEnglish whether a program put it; an administrator writes in whatever language
     */
    record Reason(String urn, String plain, @Nullable String detail, boolean inEnglish) {}

    /** What one rule of the policy said. */
    record Finding(String rule, String verdict, @Nullable String reason) {
        private static final List<String> VERDICTS = List.of("pass", "hold", "reject");

        static Finding of(RuleFinding said) {
            // A verdict that only a newer signer knows asks for attention, and no less.
            String verdict = VERDICTS.contains(said.verdict()) ? said.verdict() : "hold";
            return new Finding(
                    Objects.requireNonNullElse(Shown.line(said.rule()), ""), verdict, Shown.line(said.reason()));
        }
    }

    static RequestPage of(RequestView view, Words words) {
        String path = "/requests/" + view.id();
        boolean open = !view.isFinal();
        return new RequestPage(
                view.id().toString(),
                path,
                view.status(),
                open,
                view.status() + "-" + view.approvalsGiven() + "-"
                        + view.updatedAt().toEpochMilli(),
                open ? "open" : view.status(),
                Step.way(view.status(), view.approvalsRequired()),
                Objects.requireNonNullElse(Shown.line(view.profile()), ""),
                CsrFacts.of(view),
                new Moment(view.submittedAt()),
                new Moment(view.updatedAt()),
                requester(view),
                Shown.lines(view.note()),
                view.approvalsGiven(),
                view.approvalsRequired(),
                reason(view, words),
                view.findings().stream().map(Finding::of).toList(),
                certificatePath(view));
    }

    static @Nullable String requester(RequestView view) {
        String name = Shown.line(view.requesterName());
        String email = Shown.line(view.requesterEmail());
        if (name == null || email == null) {
            return name == null ? email : name;
        }
        return name + " <" + email + ">";
    }

    private static @Nullable Reason reason(RequestView view, Words words) {
        var problem = view.problem();
        return problem == null
                ? null
                : new Reason(
                        problem.type().urn(),
                        words.plainly(problem.type()),
                        Shown.lines(problem.detail()),
                        problem.type() != ProblemType.REJECTED_BY_ADMINISTRATOR);
    }

    private static @Nullable String certificatePath(RequestView view) {
        return view.certificateSerial() == null ? null : "/certificates/" + view.certificateSerial();
    }
}
