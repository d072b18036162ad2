package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.httpca.message.Requester;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.issuance.Submission;
import org.httpca.web.settings.WebSettings;
import org.httpca.web.token.Caller;
import org.httpca.web.token.Callers;
import org.httpca.web.token.Challenges;
import org.httpca.web.token.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Makes submissions out of calls, once it is clear that the caller may submit. */
@Component
class Submissions {
    private static final String DOOR = "api";
    private static final int LONGEST_KEY = 200;

    private final boolean anonymous;

    Submissions(WebSettings settings) {
        this.anonymous = settings.api().anonymous();
    }

    /** The refusal; null if the caller may submit. */
    @Nullable
    ResponseEntity<Object> forbidden(HttpServletRequest call) {
        Optional<Caller> caller = Callers.of(call);
        if (caller.isPresent()) {
            return lacking(caller.get());
        }
        return anonymous
                ? null
                : ProblemAnswers.json(new Problem(
                        ProblemType.UNAUTHORIZED,
                        "Submitting needs a bearer token here: 'Authorization: Bearer TOKEN'."));
    }

    /** The refusal of a token that is not for submitting; null for one that is. */
    static @Nullable ResponseEntity<Object> lacking(Caller caller) {
        return caller.may(Scope.SUBMIT)
                ? null
                : ProblemAnswers.challenge(
                        new Problem(ProblemType.FORBIDDEN, "This token lacks the scope 'submit'."),
                        Challenges.insufficient(Scope.SUBMIT));
    }

    /** The key as it was given; empty where there is none. */
    Result<String> idempotencyKey(@Nullable String header) {
        if (header == null) {
            return Result.passed("");
        }
        boolean visible = header.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (header.isEmpty() || header.length() > LONGEST_KEY || !visible) {
            return Result.refused(
                    ProblemType.MALFORMED,
                    "An Idempotency-Key has 1 to " + LONGEST_KEY + " visible ASCII characters, such as a UUID.");
        }
        return Result.passed(header);
    }

    Submission of(SubmissionJson body, HttpServletRequest call) {
        SubmissionJson.RequesterJson who = body.requester();
        String csr = body.csr() == null ? "" : body.csr();
        return submission(
                csr.getBytes(StandardCharsets.UTF_8),
                body.profile(),
                who == null ? null : new Requester(who.name(), who.email()),
                body.note(),
                call);
    }

    Submission of(byte[] csr, @Nullable String profile, HttpServletRequest call) {
        return submission(csr, profile, null, null, call);
    }

    private static Submission submission(
            byte[] csr,
            @Nullable String profile,
            @Nullable Requester requester,
            @Nullable String note,
            HttpServletRequest call) {
        return new Submission(
                DOOR,
                Callers.of(call).map(Caller::principal).orElse(null),
                call.getRemoteAddr(),
                Octets.of(csr),
                profile,
                requester,
                note,
                call.getHeader("X-Correlation-Id"));
    }
}
