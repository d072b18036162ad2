package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;
import org.httpca.web.session.Session;
import org.httpca.web.session.Sessions;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What was submitted with this browser, and how to have that forgotten. */
@Controller
class SubmittedPages {
    private final Sessions sessions;
    private final SessionParts parts;
    private final Requests requests;
    private final FailurePages failures;

    SubmittedPages(Sessions sessions, SessionParts parts, Requests requests, FailurePages failures) {
        this.sessions = sessions;
        this.parts = parts;
        this.requests = requests;
        this.failures = failures;
    }

    @GetMapping("/requests")
    ModelAndView list(HttpServletRequest request, HttpServletResponse response) {
        Optional<Session> session = sessions.of(request, response);
        ModelAndView page = new ModelAndView(
                "web/submitted", "submitted", session.map(this::lines).orElse(List.of()));
        session.ifPresent(found -> parts.equip(page, found));
        response.setHeader("Cache-Control", "no-store");
        return page;
    }

    /** For a browser that others use too. */
    @PostMapping("/requests/forget")
    ModelAndView forget(
            @RequestParam(defaultValue = "") String token, HttpServletRequest request, HttpServletResponse response) {
        Optional<Session> session = sessions.of(request, response);
        if (session.isPresent() && !sessions.isFormOf(session.get(), token)) {
            return failures.stale();
        }
        session.ifPresent(found -> sessions.end(found, request, response));
        ModelAndView redirect = new ModelAndView("redirect:/requests");
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }

    private List<SubmittedLine> lines(Session session) {
        List<UUID> ids = sessions.requests(session);
        Map<UUID, RequestView> views =
                requests.findAll(ids).stream().collect(Collectors.toMap(RequestView::id, Function.identity()));
        return ids.stream()
                .map(views::get)
                .filter(Objects::nonNull)
                .map(SubmittedLine::of)
                .toList();
    }
}
