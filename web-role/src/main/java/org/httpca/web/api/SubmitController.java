package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.api.SubmissionJson.BatchJson;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuance.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/requests}, and many at once. */
@RestController
@RequestMapping("/api/v1/requests")
class SubmitController {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int MOST = 1000;

    private final Issuance issuance;
    private final Submissions submissions;
    private final SubmissionAnswers answers;

    SubmitController(Issuance issuance, Submissions submissions, SubmissionAnswers answers) {
        this.issuance = issuance;
        this.submissions = submissions;
        this.answers = answers;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Nullable
    Object submit(
            @RequestBody SubmissionJson body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            HttpServletRequest call,
            HttpServletResponse response) {
        return one(submissions.of(body, call), key, call, response);
    }

    @PostMapping(consumes = {"application/pkcs10", "application/x-pem-file"})
    @Nullable
    Object submit(
            @RequestBody(required = false) byte @Nullable [] csr,
            @RequestParam(required = false) @Nullable String profile,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            HttpServletRequest call,
            HttpServletResponse response) {
        return one(submissions.of(csr == null ? new byte[0] : csr, profile, call), key, call, response);
    }

    @PostMapping(path = "/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Nullable
    Object submitAll(
            @RequestBody BatchJson body,
            @RequestHeader(name = IDEMPOTENCY_KEY, required = false) @Nullable String key,
            HttpServletRequest call,
            HttpServletResponse response) {
        List<@Nullable SubmissionJson> requests = body.requests();
        if (requests == null || requests.isEmpty() || requests.contains(null)) {
            return ProblemAnswers.json(
                    new Problem(ProblemType.MALFORMED, "Send {\"requests\": [...]} with one object for each request."));
        }
        if (requests.size() > MOST) {
            return ProblemAnswers.json(new Problem(
                    ProblemType.REQUEST_TOO_LARGE,
                    "A batch has " + MOST + " requests at most, not " + requests.size() + "."));
        }
        List<Submission> all = requests.stream()
                .map(one -> submissions.of(java.util.Objects.requireNonNull(one), call))
                .toList();
        return permitted(key, call, known -> answers.answer(issuance.submitAll(all, known), call, response));
    }

    private @Nullable Object one(
            Submission submission, @Nullable String key, HttpServletRequest call, HttpServletResponse response) {
        return permitted(key, call, known -> answers.answer(issuance.submit(submission, known), call, response));
    }

    private @Nullable Object permitted(@Nullable String key, HttpServletRequest call, Permitted then) {
        ResponseEntity<Object> forbidden = submissions.forbidden(call);
        if (forbidden != null) {
            return forbidden;
        }
        Result<String> known = submissions.idempotencyKey(key);
        if (known instanceof Result.Refused<String> refused) {
            return ProblemAnswers.json(refused.problem());
        }
        String checked = known.orElseThrow();
        return then.with(checked.isEmpty() ? null : checked);
    }

    /** What is done once the caller is known to be permitted and the key to be one. */
    private interface Permitted {
        @Nullable
        Object with(@Nullable String key);
    }
}
