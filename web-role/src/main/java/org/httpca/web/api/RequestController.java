package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.http.LateAnswers;
import org.httpca.web.http.Links;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuance.WithdrawalProof;
import org.httpca.web.request.RequestIds;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;
import org.httpca.web.token.Caller;
import org.httpca.web.token.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One request: read, waited for, withdrawn. Its id is the permission to see it. */
@RestController
@RequestMapping("/api/v1/requests/{id}")
class RequestController {
    private final Requests requests;
    private final Issuance issuance;
    private final Links links;
    private final LateAnswers late;

    RequestController(Requests requests, Issuance issuance, Links links, LateAnswers late) {
        this.requests = requests;
        this.issuance = issuance;
        this.links = links;
        this.late = late;
    }

    @GetMapping
    ResponseEntity<Object> get(@PathVariable String id, HttpServletRequest call) {
        return answer(RequestIds.parse(id).flatMap(requests::find), call, null);
    }

    @GetMapping(headers = "Prefer")
    @Nullable
    Object getWhenFinal(@PathVariable String id, HttpServletRequest call, HttpServletResponse response) {
        Optional<Duration> limit = Preference.wait(call.getHeaders("Prefer")).filter(any -> requests.hasRoomToWait());
        Optional<UUID> known = RequestIds.parse(id);
        if (limit.isEmpty() || known.isEmpty()) {
            return get(id, call);
        }
        // Made now: the call is not there to be asked any more when the answer comes on another thread.
        String base = links.to(call, "");
        CompletionStage<Optional<RequestView>> waited = requests.wait(known.get(), limit.get());
        return late.answer(call, response, waited.thenApply(request -> answer(request, base, limit.get())));
    }

    @DeleteMapping
    ResponseEntity<Object> withdraw(
            @PathVariable String id,
            @RequestHeader(name = "Withdrawal-Secret", required = false) @Nullable String secret,
            HttpServletRequest call) {
        Optional<UUID> known = RequestIds.parse(id);
        if (known.isEmpty()) {
            return nothing();
        }
        Optional<Caller> caller = Callers.of(call);
        if (secret == null && caller.isEmpty()) {
            return ProblemAnswers.json(
                    new Problem(
                            ProblemType.UNAUTHORIZED,
                            "Send the token that submitted the request, or its withdrawal secret in the header Withdrawal-Secret."));
        }
        ResponseEntity<Object> lacking = secret == null ? Submissions.lacking(caller.orElseThrow()) : null;
        if (lacking != null) {
            return lacking;
        }
        WithdrawalProof proof = secret != null
                ? WithdrawalProof.secret(secret)
                : WithdrawalProof.principal(caller.orElseThrow().principal());
        Result<RequestView> outcome = issuance.withdraw(known.get(), proof);
        if (outcome instanceof Result.Refused<RequestView> refused) {
            return ProblemAnswers.json(refused.problem());
        }
        return ResponseEntity.accepted()
                .cacheControl(Caching.NEVER)
                .body(RequestJson.of(outcome.orElseThrow(), path -> links.to(call, path)));
    }

    private ResponseEntity<Object> answer(
            Optional<RequestView> request, HttpServletRequest call, @Nullable Duration waited) {
        return answer(request, links.to(call, ""), waited);
    }

    private static ResponseEntity<Object> answer(
            Optional<RequestView> request, String base, @Nullable Duration waited) {
        if (request.isEmpty()) {
            return nothing();
        }
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok().cacheControl(Caching.NEVER).varyBy("Prefer");
        return Preference.applied(answer, waited).body(RequestJson.of(request.get(), path -> base + path));
    }

    private static ResponseEntity<Object> nothing() {
        return ProblemAnswers.json(new Problem(ProblemType.NOT_FOUND, "There is no such request."));
    }
}
