package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.events.Event;
import org.httpca.web.events.EventStream;
import org.httpca.web.events.EventStreams;
import org.httpca.web.http.Links;
import org.httpca.web.http.ProblemAnswers;
import org.httpca.web.request.RequestIds;
import org.httpca.web.request.RequestVersion;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;
import org.httpca.web.request.Requests.Following;
import org.httpca.web.token.Caller;
import org.httpca.web.token.Callers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/v1/requests/{id}/events}: a request's state, and each of its changes until it is final. */
@RestController
class EventsController {
    private static final int SECONDS_TO_WAIT = 15;

    private final Requests requests;
    private final EventStreams streams;
    private final Links links;
    private final JsonMapper json;

    EventsController(Requests requests, EventStreams streams, Links links, JsonMapper json) {
        this.requests = requests;
        this.streams = streams;
        this.links = links;
        this.json = json;
    }

    /** Null where the answer is a stream, which goes on after this call. */
    @GetMapping(path = "/api/v1/requests/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Nullable
    ResponseEntity<Object> follow(
            @PathVariable String id,
            @RequestHeader(name = Event.LAST_EVENT_ID, required = false) @Nullable String last,
            HttpServletRequest call,
            HttpServletResponse response)
            throws IOException {
        Optional<UUID> known = RequestIds.parse(id);
        Optional<RequestView> now = known.flatMap(requests::find);
        if (known.isEmpty() || now.isEmpty()) {
            return ProblemAnswers.json(new Problem(ProblemType.NOT_FOUND, "There is no such request."));
        }
        if (now.get().isFinal() && tag(now.get()).equals(last)) {
            // Browsers connect again when a stream ends; this answer, and no other, tells them to stop.
            return ResponseEntity.noContent().cacheControl(Caching.NEVER).build();
        }
        if (call.getMethod().equals("HEAD")) {
            streams.head(response);
            return null;
        }
        Result<EventStream> opened = streams.open(call, response, client(call));
        if (opened instanceof Result.Refused<EventStream> refused) {
            return ProblemAnswers.later(refused.problem(), SECONDS_TO_WAIT);
        }
        tell(known.get(), last, links.to(call, ""), opened.orElseThrow());
        return null;
    }

    private void tell(UUID id, @Nullable String last, String base, EventStream stream) {
        try {
            Optional<Following> following = requests.follow(id, request -> {
                if (!tag(request).equals(last)) {
                    stream.send(new Event(tag(request), json(request, base)));
                }
                if (request.isFinal()) {
                    stream.end();
                }
            });
            following.ifPresentOrElse(until -> stream.whenOver(until::end), stream::end);
        } catch (RuntimeException e) {
            stream.end();
            throw e;
        }
    }

    private String json(RequestView request, String base) {
        return json.writeValueAsString(RequestJson.of(request, path -> base + path));
    }

    private static String tag(RequestView request) {
        return RequestVersion.of(request).tag();
    }

    private static String client(HttpServletRequest call) {
        return Callers.of(call).map(Caller::principal).orElse("address:" + call.getRemoteAddr());
    }
}
