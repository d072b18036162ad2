package org.httpca.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.httpca.problem.Result;
import org.httpca.web.issuance.Accepted;
import org.jspecify.annotations.Nullable;

/** The answer to a batch: in the order of the submissions, for each the request that it became or the problem with it. */
record OutcomesJson(List<Outcome> outcomes) {

    /** One of the two. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(@Nullable RequestJson request, @Nullable Map<String, Object> problem) {}

    static OutcomesJson of(List<Result<Accepted>> results, UnaryOperator<String> links) {
        return new OutcomesJson(results.stream()
                .map(result -> result instanceof Result.Refused<Accepted> refused
                        ? new Outcome(null, refused.problem().toMap())
                        : new Outcome(RequestJson.of(result.orElseThrow(), links), null))
                .toList());
    }
}
