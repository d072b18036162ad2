package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.httpca.message.PublishedProfile;
import org.httpca.message.Requester;
import org.httpca.pki.Octets;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.httpca.web.http.Links;
import org.httpca.web.issuance.Accepted;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuance.Submission;
import org.httpca.web.profile.Profiles;
import org.httpca.web.request.RequestView;
import org.httpca.web.session.Session;
import org.httpca.web.session.Sessions;
import org.httpca.web.settings.WebSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/**
 * The first page: a form for a signing request, and a look at what it says before it is sent.
 *
 * <p>What was accepted is shown in the answer to the POST itself (202 with the address of the request) and not by way of a
 * redirect: the withdrawal secret is said once, no session keeps it, and an address would carry it into logs and histories. The script then puts the request's own address into the bar, so that a reload sends nothing again.
 */
@Controller
class SubmissionPages {
    private static final Pattern MARK = Pattern.compile("[0-9a-f]{32}");

    private final Issuance issuance;
    private final Profiles profiles;
    private final Links links;
    private final Words words;
    private final SecureRandom random;
    private final Sessions sessions;
    private final SessionParts parts;
    private final boolean anonymous;

    SubmissionPages(
            Issuance issuance,
            Profiles profiles,
            Links links,
            Words words,
            SecureRandom random,
            Sessions sessions,
            SessionParts parts,
            WebSettings settings) {
        this.issuance = issuance;
        this.profiles = profiles;
        this.links = links;
        this.words = words;
        this.random = random;
        this.sessions = sessions;
        this.parts = parts;
        this.anonymous = settings.api().anonymous();
    }

    @GetMapping("/")
    ModelAndView form(HttpServletRequest request, HttpServletResponse response) {
        String preset = profiles.all().stream()
                .filter(PublishedProfile::isDefault)
                .map(PublishedProfile::name)
                .findFirst()
                .orElse("");
        ModelAndView page = page(SubmissionForm.empty(preset), HttpStatus.OK, request);
        sessions.of(request, response).ifPresent(session -> {
            parts.equip(page, session);
            page.addObject("submitted", sessions.requests(session).size());
            response.setHeader("Cache-Control", "private, no-cache");
        });
        return page;
    }

    @PostMapping("/")
    ModelAndView submit(
            @RequestParam(defaultValue = "") String csr,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String profile,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String once,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!anonymous) {
            return page(SubmissionForm.empty(""), HttpStatus.FORBIDDEN, request);
        }
        SubmissionForm form = SubmissionForm.typed(csr, profile, name, email, note);
        if (act.equals("change")) {
            return page(form, HttpStatus.OK, request);
        }
        SubmissionCheck check = SubmissionCheck.of(form, file == null ? new byte[0] : file.getBytes(), words);
        Octets octets = check.passed();
        if (octets == null) {
            return page(check.form(), HttpStatus.BAD_REQUEST, request);
        }
        Submission submission = new Submission(
                "form",
                null,
                request.getRemoteAddr(),
                octets,
                form.profile().isEmpty() ? null : form.profile(),
                new Requester(form.name(), form.email()),
                form.note(),
                null);
        Optional<Session> session = sessions.of(request, response);
        // Nothing joins a session by a form that another site may have sent: it is shown, to be sent from here.
        boolean stale =
                session.filter(found -> !sessions.isFormOf(found, token)).isPresent();
        Result<ModelAndView> answer = act.equals("check") || stale
                ? issuance.check(submission)
                        .map(view -> lastLook(view, check.form(), once, session, stale && !act.equals("check")))
                : submit(submission, once).map(accepted -> accepted(accepted, request, response));
        return answer instanceof Result.Refused<ModelAndView> refused
                ? refused(refused.problem(), check, request)
                : answer.orElseThrow();
    }

    private ModelAndView refused(Problem problem, SubmissionCheck check, HttpServletRequest request) {
        // A profile that is not there is a fault in the form, and not a page that is not there.
        boolean ofTheForm = problem.type() == ProblemType.UNKNOWN_PROFILE;
        return page(
                check.refused(problem),
                ofTheForm
                        ? HttpStatus.BAD_REQUEST
                        : HttpStatusCode.valueOf(problem.type().status()),
                request);
    }

    /** The request read out, with a button that sends it; the form travels along. */
    private ModelAndView lastLook(
            RequestView view, SubmissionForm form, String once, Optional<Session> session, boolean stale) {
        ModelAndView page = new ModelAndView("web/check", "check", CheckPage.of(view, form, choices()));
        page.addObject("once", MARK.matcher(once).matches() ? once : mark());
        page.addObject("stale", stale);
        session.ifPresent(found -> parts.equip(page, found));
        page.setStatus(stale ? HttpStatus.FORBIDDEN : HttpStatus.OK);
        return page;
    }

    /** A reload of the answer sends the form again: the mark that each form has makes one request of both. */
    private Result<Accepted> submit(Submission submission, String once) {
        if (!MARK.matcher(once).matches()) {
            return issuance.submit(submission);
        }
        Result<Accepted> outcome = issuance.submit(submission, "form-" + once);
        // The same form with something else in it, after a step back: that is another request.
        boolean another = outcome instanceof Result.Refused<Accepted> refused
                && refused.problem().type() == ProblemType.CONFLICT;
        return another ? issuance.submit(submission) : outcome;
    }

    private ModelAndView accepted(Accepted accepted, HttpServletRequest asked, HttpServletResponse response) {
        RequestPage request = RequestPage.of(accepted.request(), words);
        response.setHeader("Location", request.path());
        response.setHeader("Cache-Control", "no-store");
        ModelAndView page = new ModelAndView("web/request", "request", request);
        page.addObject("secret", accepted.withdrawalSecret());
        // Whoever repeats a submission shows that they know it, and not that they made it: it joins no session of
        // theirs.
        Optional<Session> session = accepted.withdrawalSecret() == null
                ? sessions.of(asked, response)
                : parts.keep(accepted.request().id(), asked, response);
        session.ifPresent(found -> parts.equip(page, found, accepted.request().id()));
        page.setStatus(HttpStatus.ACCEPTED);
        return page;
    }

    private ModelAndView page(SubmissionForm form, HttpStatusCode status, HttpServletRequest request) {
        ModelAndView page = new ModelAndView("web/submit", "form", form);
        page.addObject("anonymous", anonymous);
        page.addObject("profiles", choices());
        page.addObject("once", mark());
        page.addObject("publicUrl", links.to(request, ""));
        page.setStatus(status);
        return page;
    }

    private String mark() {
        byte[] mark = new byte[16];
        random.nextBytes(mark);
        return HexFormat.of().formatHex(mark);
    }

    private List<ProfileChoice> choices() {
        return profiles.all().stream().map(ProfileChoice::of).toList();
    }
}
