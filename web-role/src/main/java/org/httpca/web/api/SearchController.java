package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.http.Links;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.search.Export;
import org.httpca.web.search.Page;
import org.httpca.web.search.Search;
import org.httpca.web.search.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/certificates}: search, for operators. Who asked for what is not for everybody. */
@RestController
class SearchController {
    private static final String PATH = "/api/v1/certificates";

    private static final String CSV = "text/csv";

    private final Search search;
    private final Export export;
    private final Links links;

    SearchController(Search search, Export export, Links links) {
        this.search = search;
        this.export = export;
        this.links = links;
    }

    /** @param next the {@code page} that comes next; null where there is none */
    record FoundsJson(
            List<FoundJson> certificates, @Nullable String next) {}

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> find(HttpServletRequest call) {
        Optional<ResponseEntity<Object>> refusal = OperatorsOnly.refusal(call, "Search is");
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Result<Words> words = Words.of(call.getParameterMap());
        Result<Page> found = words.flatMap(search::find);
        if (found instanceof Result.Refused<Page> refused) {
            return refused(refused.problem());
        }
        Page page = found.orElseThrow();
        String base = links.to(call, "");
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().cacheControl(Caching.NEVER);
        if (page.next() != null) {
            String next = PATH + "?" + words.orElseThrow().next(page.next()).query();
            answer.header(HttpHeaders.LINK, "<" + base + next + ">; rel=\"next\"");
        }
        return answer.body(new FoundsJson(
                page.certificates().stream().map(one -> FoundJson.of(one, base)).toList(), page.next()));
    }

    /** As a file, for a client that accepts that by name. */
    @GetMapping(path = PATH, produces = CSV)
    @Nullable
    Object export(HttpServletRequest call, HttpServletResponse response) throws IOException {
        Optional<ResponseEntity<Object>> refusal = OperatorsOnly.refusal(call, "Search is");
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Result<Export.Begun> begun = Words.of(call.getParameterMap()).flatMap(export::begin);
        if (begun instanceof Result.Refused<Export.Begun> refused) {
            return refused(refused.problem());
        }
        begun.orElseThrow().write(response, links.to(call, ""));
        return null;
    }

    private static ResponseEntity<Object> refused(Problem problem) {
        return problem.type() == ProblemType.UNAVAILABLE
                ? ProblemAnswers.later(problem, 1)
                : ProblemAnswers.json(problem);
    }
}
