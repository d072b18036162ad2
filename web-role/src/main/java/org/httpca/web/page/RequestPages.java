package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuance.WithdrawalProof;
import org.httpca.web.request.RequestStatus;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;
import org.httpca.web.session.Session;
import org.httpca.web.session.Sessions;
import org.httpca.web.session.SubmittedHere;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A request: where it is on its way, and its withdrawal. */
@Controller
class RequestPages {
    private static final int SOON = 5;
    private static final int A_PERSON_IS_ASKED = 30;

    private final Requests requests;
    private final Issuance issuance;
    private final FailurePages failures;
    private final Words words;
    private final Sessions sessions;
    private final SessionParts parts;

    RequestPages(
            Requests requests,
            Issuance issuance,
            FailurePages failures,
            Words words,
            Sessions sessions,
            SessionParts parts) {
        this.requests = requests;
        this.issuance = issuance;
        this.failures = failures;
        this.words = words;
        this.sessions = sessions;
        this.parts = parts;
    }

    @GetMapping("/requests/{id}")
    ModelAndView request(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String withdrawal,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<RequestView> found = find(id);
        if (found.isEmpty()) {
            return failures.nothing();
        }
        ModelAndView page = page(found.get(), sessions.of(request, response));
        response.setHeader("Cache-Control", "private, no-cache");
        page.addObject("reload", reload(found.get()));
        page.addObject(
                "withdrawalSent", withdrawal.equals("sent") && !found.get().isFinal());
        page.addObject("withdrawalLate", withdrawal.equals("late"));
        return page;
    }

    /** The part that changes, alone: for the script. */
    @GetMapping("/requests/{id}/state")
    ModelAndView state(@PathVariable String id, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        return find(id).map(
                        view -> new ModelAndView("web/request-state :: state", "request", RequestPage.of(view, words)))
                .orElseGet(failures::nothing);
    }

    @PostMapping("/requests/{id}/withdrawal")
    ModelAndView withdraw(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest asked,
            HttpServletResponse response) {
        Optional<RequestView> found = find(id);
        if (found.isEmpty()) {
            return failures.nothing();
        }
        RequestView request = found.get();
        Optional<Session> session = sessions.of(asked, response);
        Optional<SubmittedHere> here =
                secret.isBlank() ? session.flatMap(one -> sessions.submitted(one, request.id())) : Optional.empty();
        if (here.isPresent()
                && session.filter(one -> sessions.isFormOf(one, token)).isEmpty()) {
            return failures.stale();
        }
        Result<RequestView> outcome = issuance.withdraw(
                request.id(),
                here.map(WithdrawalProof::submitted).orElseGet(() -> WithdrawalProof.secret(secret.strip())));
        if (outcome instanceof Result.Refused<RequestView> refused) {
            if (refused.problem().type() == ProblemType.ALREADY_DECIDED) {
                return seeOther(request, "late");
            }
            ModelAndView page = page(request, session);
            boolean wrong = refused.problem().type() == ProblemType.FORBIDDEN;
            page.addObject(
                    "withdrawalError",
                    wrong ? Fault.of(words.say("withdrawal.wrong")) : words.plainly(refused.problem()));
            page.setStatus(HttpStatusCode.valueOf(refused.problem().type().status()));
            return page;
        }
        return seeOther(request, "sent");
    }

    private ModelAndView page(RequestView view, Optional<Session> session) {
        ModelAndView page = new ModelAndView("web/request", "request", RequestPage.of(view, words));
        session.ifPresent(found -> parts.equip(page, found, view.id()));
        return page;
    }

    private static ModelAndView seeOther(RequestView request, String withdrawal) {
        ModelAndView redirect = new ModelAndView("redirect:/requests/" + request.id() + "?withdrawal=" + withdrawal);
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }

    /** Seconds until a browser without the script looks again; null where nothing more will happen. */
    private static @Nullable Integer reload(RequestView view) {
        if (view.isFinal()) {
            return null;
        }
        return view.status().equals(RequestStatus.WAITING_FOR_APPROVAL) ? A_PERSON_IS_ASKED : SOON;
    }

    /** Ids in their usual form alone: {@link UUID#fromString} would take shorter ones too. */
    private Optional<RequestView> find(String id) {
        return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? requests.find(UUID.fromString(id))
                : Optional.empty();
    }
}
