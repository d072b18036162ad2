package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.httpca.envelope.UuidSource;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.acme.renewalinfo.RenewalWindow;
import org.httpca.web.acme.renewalinfo.RenewalWindows;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.request.RequestIds;
import org.httpca.web.token.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/renewal-windows}: operators have certificates renewed before they would be (RFC 9773). */
@RestController
class RenewalWindowController {
    private static final String PATH = "/api/v1/renewal-windows";

    private final RenewalWindows windows;
    private final UuidSource ids;
    private final Clock clock;

    RenewalWindowController(RenewalWindows windows, UuidSource ids, Clock clock) {
        this.windows = windows;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param certificates how many that have not ended it is about; null in lists */
    record WindowJson(
            UUID id,
            Instant madeAt,
            String madeBy,
            String reason,
            @Nullable String explanationUrl,
            Instant from,
            Instant until,
            @Nullable String issuer,
            @Nullable String profile,
            @Nullable String name,
            @Nullable List<String> serials,
            @Nullable Long certificates) {

        static WindowJson of(RenewalWindow window, @Nullable Long certificates) {
            return new WindowJson(
                    window.id(),
                    window.madeAt(),
                    window.madeBy(),
                    window.reason(),
                    window.explanationUrl(),
                    window.startsAt(),
                    window.endsAt(),
                    window.issuer(),
                    window.profile(),
                    window.name(),
                    window.serials(),
                    certificates);
        }
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> make(HttpServletRequest call, @RequestBody RenewalWindowJson body) {
        Optional<ResponseEntity<Object>> refusal = refusal(call);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String operator = Callers.of(call).orElseThrow().principal();
        Result<RenewalWindow> made = body.read(ids.get(), now, operator).flatMap(windows::add);
        if (made instanceof Result.Refused<RenewalWindow> refused) {
            return ProblemAnswers.json(refused.problem());
        }
        RenewalWindow window = made.orElseThrow();
        return ResponseEntity.created(URI.create(PATH + "/" + window.id()))
                .cacheControl(Caching.NEVER)
                .body(WindowJson.of(window, windows.certificates(window.id())));
    }

    @GetMapping(PATH)
    ResponseEntity<?> list(HttpServletRequest call) {
        Optional<ResponseEntity<Object>> refusal = refusal(call);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        List<WindowJson> all = windows.all().stream()
                .map(window -> WindowJson.of(window, null))
                .toList();
        return ResponseEntity.ok().cacheControl(Caching.NEVER).body(Map.of("windows", all));
    }

    @DeleteMapping(PATH + "/{id}")
    ResponseEntity<?> delete(HttpServletRequest call, @PathVariable("id") String id) {
        Optional<ResponseEntity<Object>> refusal = refusal(call);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return RequestIds.parse(id).filter(windows::delete).isPresent()
                ? ResponseEntity.noContent().build()
                : ProblemAnswers.json(new Problem(ProblemType.NOT_FOUND, "There is no renewal window of this id."));
    }

    private static Optional<ResponseEntity<Object>> refusal(HttpServletRequest call) {
        return OperatorsOnly.refusal(call, "Renewal windows are");
    }
}
