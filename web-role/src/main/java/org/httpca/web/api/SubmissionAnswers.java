package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.httpca.problem.Result;
import org.httpca.web.http.LateAnswers;
import org.httpca.web.http.Links;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.issuance.Accepted;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What is answered to those who have submitted something. */
@Component
class SubmissionAnswers {
    private final Requests requests;
    private final Links links;
    private final LateAnswers late;

    SubmissionAnswers(Requests requests, Links links, LateAnswers late) {
        this.requests = requests;
        this.links = links;
        this.late = late;
    }

    /** At once, or with the preference {@code wait} (RFC 7240, section 4.3) when the request is final. */
    @Nullable
    Object answer(Result<Accepted> outcome, HttpServletRequest call, HttpServletResponse response) {
        if (outcome instanceof Result.Refused<Accepted> refused) {
            return ProblemAnswers.json(refused.problem());
        }
        return whenFinal(
                List.of(outcome),
                call,
                response,
                (outcomes, links, waited) -> Preference.applied(
                                located(outcomes.get(0).orElseThrow()), waited)
                        .body(RequestJson.of(outcomes.get(0).orElseThrow(), links)));
    }

    /** At once, or with the preference {@code wait} when all that were taken are final. */
    @Nullable
    Object answer(List<Result<Accepted>> outcomes, HttpServletRequest call, HttpServletResponse response) {
        return whenFinal(
                outcomes,
                call,
                response,
                (all, links, waited) -> Preference.applied(
                                ResponseEntity.accepted().cacheControl(Caching.NEVER), waited)
                        .body(OutcomesJson.of(all, links)));
    }

    private @Nullable Object whenFinal(
            List<Result<Accepted>> outcomes, HttpServletRequest call, HttpServletResponse response, Answer answer) {
        List<RequestView> taken = outcomes.stream()
                .filter(Result::isPassed)
                .map(outcome -> outcome.orElseThrow().request())
                .toList();
        Optional<Duration> limit = taken.isEmpty()
                ? Optional.empty()
                : Preference.wait(call.getHeaders("Prefer")).filter(any -> requests.hasRoomToWait(taken));
        // Made now: the call is not there to be asked any more when the answer comes on another thread.
        String base = links.to(call, "");
        if (limit.isEmpty()) {
            return answer.of(outcomes, path -> base + path, null);
        }
        return late.answer(
                call,
                response,
                outcomes.size() > 1,
                requests.wait(taken, limit.get())
                        .thenApply(now -> answer.of(asTheyAre(outcomes, now), path -> base + path, limit.get())));
    }

    private static List<Result<Accepted>> asTheyAre(List<Result<Accepted>> outcomes, List<RequestView> now) {
        Map<UUID, RequestView> byId =
                now.stream().collect(Collectors.toMap(RequestView::id, Function.identity(), (one, same) -> one));
        return outcomes.stream()
                .map(outcome -> outcome.map(accepted -> new Accepted(
                        byId.getOrDefault(accepted.request().id(), accepted.request()), accepted.withdrawalSecret())))
                .toList();
    }

    /** Location is a relative reference (RFC 9110, section 10.2.2), right through any proxy. */
    private static ResponseEntity.BodyBuilder located(Accepted accepted) {
        return ResponseEntity.accepted()
                .header(
                        HttpHeaders.LOCATION,
                        URI.create("/api/v1/requests/" + accepted.request().id())
                                .toString())
                .cacheControl(Caching.NEVER);
    }

    /** Makes the answer of what became of the submissions. */
    private interface Answer {
        /** @param waited how long it would have waited at most; null where it did not */
        ResponseEntity<Object> of(
                List<Result<Accepted>> outcomes, UnaryOperator<String> links, @Nullable Duration waited);
    }
}
