package org.httpca.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.httpca.message.RuleFinding;
import org.httpca.pki.CertificationRequest;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.web.certificate.ReplacementView;
import org.httpca.web.certificate.RevocationView;
import org.httpca.web.issuer.IssuerView;
import org.httpca.web.request.RequestStatus;
import org.httpca.web.request.RequestView;
import org.httpca.web.status.StatusView;
import org.httpca.web.status.StatusView.InstanceView;
import org.httpca.web.status.StatusView.RoleView;
import org.httpca.web.status.StatusView.State;
import org.jspecify.annotations.Nullable;

/** Every page in each of its faces. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    static final UUID ID = UUID.fromString("6f1c1f5e-98a4-4b7c-8a0e-3a3f1d2b7c11");
    static final List<String> STATUSES = List.of(
            RequestStatus.QUEUED,
            RequestStatus.SUBMITTED,
            RequestStatus.WAITING_FOR_APPROVAL,
            RequestStatus.WAITING_FOR_SIGNATURE,
            RequestStatus.ISSUED,
            RequestStatus.REJECTED,
            RequestStatus.WITHDRAWN);

    private static final String URL = "https://ca.example.org";
    private static final List<ProfileChoice> PROFILES = List.of(
            new ProfileChoice("server", "Web and mail servers", 90, 1),
            new ProfileChoice("client", "Client certificates for devices", 365, 2),
            new ProfileChoice("short", "Short-lived, for automation", 1, 0));

    /** Each face of each page: a name for it, and the page as it comes out. */
    static Map<String, String> pages(Language language) {
        Templates templates = new Templates(language);
        Words words = templates.words();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("submit", templates.render("web/submit", submit(SubmissionForm.empty("server"))));
        Map<String, Object> closed = new LinkedHashMap<>(submit(SubmissionForm.empty("")));
        closed.put("anonymous", false);
        pages.put("submit-closed", templates.render("web/submit", closed));
        pages.put("submit-wrong", templates.render("web/submit", submit(wrong(words))));
        pages.put("check", templates.render("web/check", check(request(RequestStatus.QUEUED))));
        Map<String, Object> stale = new LinkedHashMap<>(check(request(RequestStatus.QUEUED)));
        stale.put("stale", true);
        stale.put("token", "x".repeat(86));
        pages.put("check-stale", templates.render("web/check", stale));
        pages.put("submitted-none", templates.render("web/submitted", Map.of("submitted", List.of())));
        pages.put(
                "submitted",
                templates.render("web/submitted", Map.of("submitted", submitted(), "token", "x".repeat(86))));
        Map<String, Object> back = new LinkedHashMap<>(submit(SubmissionForm.empty("server")));
        back.put("submitted", 8);
        pages.put("submit-again", templates.render("web/submit", back));
        Map<String, Object> here = model(RequestPage.of(request(RequestStatus.WAITING_FOR_APPROVAL), words));
        here.put("submittedHere", true);
        here.put("token", "x".repeat(86));
        pages.put("request-here", templates.render("web/request", here));
        pages.put("check-many", templates.render("web/check", check(many())));
        for (String status : STATUSES) {
            pages.put(
                    "request-" + status,
                    templates.render("web/request", model(RequestPage.of(request(status), words))));
        }
        Map<String, Object> fresh = model(RequestPage.of(request(RequestStatus.QUEUED), words));
        fresh.put("secret", "kd83-Zq0_1vXw7uJ5mPfT2aL9cRbNhYe");
        fresh.put("reload", null);
        fresh.put("submittedHere", true);
        pages.put("request-fresh", templates.render("web/request", fresh));
        Map<String, Object> wrong = model(RequestPage.of(request(RequestStatus.WAITING_FOR_APPROVAL), words));
        wrong.put("withdrawalError", Fault.of(words.say("withdrawal.wrong")));
        pages.put("request-wrong-secret", templates.render("web/request", wrong));
        pages.put("request-hostile", templates.render("web/request", model(RequestPage.of(hostile(), words))));
        pages.put("request-many", templates.render("web/request", model(RequestPage.of(many(), words))));
        for (Map.Entry<String, Duration> age : Map.of(
                        "valid",
                        Duration.ofDays(20),
                        "ending",
                        Duration.ofDays(76),
                        "over",
                        Duration.ofDays(100),
                        "early",
                        Duration.ofDays(-1))
                .entrySet()) {
            Instant from = Certificates.FROM.plus(age.getValue());
            CertificatePage page = CertificatePage.of(
                    Certificates.hostView(ID),
                    RevocationView.NONE,
                    new ReplacementView(
                            new ReplacementView.Place("issuing", "2f01"),
                            List.of(new ReplacementView.Place("issuing", "2f03"))),
                    true,
                    false,
                    from);
            pages.put(
                    "certificate-" + age.getKey(),
                    templates.render("web/certificate", Map.of("certificate", page, "publicUrl", URL)));
        }
        pages.putAll(RevokedSamples.pages(templates));
        pages.put(
                "ca",
                templates.render(
                        "web/ca",
                        ca(List.of(Certificates.issuer("issuing", false), Certificates.issuer("root", true)))));
        pages.put("ca-none", templates.render("web/ca", ca(List.of())));
        pages.putAll(AcmeSamples.pages(templates));
        pages.put(
                "status",
                templates.render(
                        "web/status",
                        Map.of("status", StatusPage.of(status()), "charts", ChartsPage.of(ChartSamples.many()))));
        pages.put(
                "status-empty",
                templates.render(
                        "web/status",
                        Map.of("status", StatusPage.of(empty()), "charts", ChartsPage.of(ChartSamples.few()))));
        pages.put(
                "status-bad",
                templates.render(
                        "web/status",
                        Map.of("status", StatusPage.of(bad()), "charts", ChartsPage.of(ChartSamples.none()))));
        pages.put(
                "help",
                templates.render(
                        "web/help",
                        Map.of(
                                "readers",
                                HelpPages.READERS,
                                "steps",
                                HelpPages.STEPS,
                                "questions",
                                HelpPages.QUESTIONS,
                                "publicUrl",
                                URL)));
        pages.putAll(SearchSamples.pages(templates));
        pages.putAll(OpenIdSamples.pages(templates));
        pages.put("error-stale", templates.render("web/error", Map.of("error", Failure.STALE)));
        for (ProblemType type : ProblemType.values()) {
            Failure failure =
                    Failure.of(new Problem(type, type.title() + "."), type.status() < 500 ? null : "0191-a2b3");
            pages.put("error-" + type.slug(), templates.render("web/error", Map.of("error", failure)));
        }
        return pages;
    }

    private static Map<String, Object> submit(SubmissionForm form) {
        return Map.of(
                "anonymous",
                true,
                "once",
                "00112233445566778899aabbccddeeff",
                "form",
                form,
                "profiles",
                PROFILES,
                "publicUrl",
                URL);
    }

    private static Map<String, Object> check(RequestView view) {
        SubmissionForm typed = SubmissionForm.typed(
                "",
                "server",
                Objects.requireNonNullElse(view.requesterName(), ""),
                Objects.requireNonNullElse(view.requesterEmail(), ""),
                Objects.requireNonNullElse(view.note(), ""));
        return Map.of("once", "00112233445566778899aabbccddeeff", "check", CheckPage.of(view, typed, PROFILES));
    }

    /** As many names as a request may have, and long ones among them. */
    private static RequestView many() {
        List<String> names = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> i % 10 == 0
                        ? "a-rather-long-label-that-somebody-thought-of-in-the-spring-of-" + i
                                + ".department-of-redundancy.example.org"
                        : "host-" + i + ".example.org")
                .toList();
        return view(
                RequestStatus.WAITING_FOR_APPROVAL,
                "CN=host-1.example.org, OU=Very Long Name of an Organisational Unit, O=Example, L=Amsterdam, C=NL",
                names,
                null,
                null,
                null,
                null,
                List.of(new RuleFinding("names-by-hand", "hold", "100 names are more than policy signs alone")));
    }

    private static List<SubmittedLine> submitted() {
        List<SubmittedLine> lines = new ArrayList<>();
        STATUSES.forEach(status -> lines.add(SubmittedLine.of(request(status))));
        lines.add(SubmittedLine.of(many()));
        lines.add(SubmittedLine.of(hostile()));
        return lines;
    }

    private static StatusView empty() {
        Map<String, Long> none = new LinkedHashMap<>();
        STATUSES.forEach(status -> none.put(status, 0L));
        return new StatusView(NOW, status().roles(), none, Map.of(), 0, Duration.ZERO, List.of());
    }

    private static SubmissionForm wrong(Words words) {
        SubmissionForm typed = SubmissionForm.typed(
                "-----BEGIN NONSENSE-----\nabc\n", "client", "A. Person", "nobody", "please\n<b>bold</b>");
        return SubmissionCheck.of(typed, new byte[0], words).form();
    }

    private static Map<String, Object> model(RequestPage page) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("request", page);
        model.put("withdrawalSent", page.status().equals("submitted"));
        model.put("reload", page.open() ? 5 : null);
        return model;
    }

    static RequestView request(String status) {
        boolean held = status.equals(RequestStatus.WAITING_FOR_APPROVAL) || status.equals(RequestStatus.REJECTED);
        List<RuleFinding> findings = new ArrayList<>();
        if (held || status.equals(RequestStatus.ISSUED)) {
            findings.add(new RuleFinding("key-strength", "pass", "EC P-256 is allowed by the profile"));
            findings.add(new RuleFinding(
                    "names-by-hand", "hold", "www.example.org is not in a domain that is signed without approval"));
        }
        Problem problem = status.equals(RequestStatus.REJECTED)
                ? new Problem(
                        ProblemType.REJECTED_BY_ADMINISTRATOR,
                        "This host moved to the other network last week; please ask for its new name.")
                : null;
        return view(
                status,
                "CN=www.example.org",
                List.of("www.example.org", "example.org", "2001:db8::17"),
                "A. Person",
                "person@example.org",
                "The new front end, ticket 4711.\nPlease call when it is done.",
                problem,
                findings);
    }

    static RequestView hostile() {
        String nasty = "<script>alert(1)</script>\u202Egro.elpmaxe\u202C\u0000'\"&";
        return view(
                RequestStatus.REJECTED,
                "CN=" + nasty,
                List.of(nasty),
                nasty,
                nasty,
                nasty + "\nsecond\u2028line",
                new Problem(ProblemType.BAD_CSR, nasty),
                List.of(new RuleFinding(nasty, nasty, nasty)));
    }

    private static RequestView view(
            String status,
            String subject,
            List<String> names,
            @Nullable String name,
            @Nullable String email,
            @Nullable String note,
            @Nullable Problem problem,
            List<RuleFinding> findings) {
        CertificationRequest csr = Certificates.csr();
        boolean issued = status.equals(RequestStatus.ISSUED);
        boolean asked = !findings.isEmpty();
        return new RequestView(
                ID,
                status,
                asked ? 1 : 0,
                "server",
                subject,
                names,
                NOW.minusSeconds(90),
                NOW,
                name,
                email,
                note,
                "form",
                problem,
                issued ? 2 : asked ? 1 : 0,
                asked ? 2 : null,
                findings,
                issued ? "issuing" : null,
                issued ? "4d8a6f0c55e1b2a7" : null,
                csr.der());
    }

    private static Map<String, Object> ca(List<IssuerView> issuers) {
        return CaPages.model(issuers, null, path -> URL + path);
    }

    private static StatusView status() {
        Map<String, Long> requests = new LinkedHashMap<>();
        long[] counts = {0, 3, 41, 2, 1284, 96, 12};
        for (int i = 0; i < counts.length; i++) {
            requests.put(STATUSES.get(i), counts[i]);
        }
        return new StatusView(
                NOW,
                List.of(
                        new RoleView("web", State.OK, List.of(instance("web-1", 0, Map.of(), Map.of()))),
                        new RoleView(
                                "worker",
                                State.OK,
                                List.of(instance(
                                        "worker-1",
                                        4,
                                        Map.of(),
                                        Map.of("transmit", NOW, "accept", NOW.minusSeconds(1))))),
                        new RoleView(
                                "signer",
                                State.OK,
                                List.of(
                                        instance(
                                                "signer-1",
                                                11,
                                                Map.of("Waiting-For-Approval", 41L, "Waiting-For-Signature", 2L),
                                                Map.of(
                                                        "accept",
                                                        NOW,
                                                        "decide",
                                                        NOW,
                                                        "sign",
                                                        NOW.minusSeconds(3),
                                                        "transmit",
                                                        NOW)),
                                        instance("signer-2", 9, Map.of(), Map.of())))),
                requests,
                Map.of("submitted", Duration.ofSeconds(2), "waiting-for-approval", Duration.ofHours(30)),
                3,
                Duration.ofSeconds(1),
                List.of());
    }

    private static InstanceView instance(
            String name, long seconds, Map<String, Long> states, Map<String, Instant> stages) {
        return new InstanceView(
                name,
                seconds > 30 ? State.LATE : State.OK,
                NOW.minusSeconds(seconds),
                Duration.ofSeconds(seconds),
                "0.1.0",
                states,
                stages,
                List.of());
    }

    private static StatusView bad() {
        StatusView good = status();
        return new StatusView(
                NOW,
                List.of(
                        good.roles().get(0),
                        new RoleView("worker", State.UNKNOWN, List.of()),
                        new RoleView("signer", State.LATE, List.of(instance("signer-1", 7300, Map.of(), Map.of())))),
                good.requests(),
                good.oldest(),
                0,
                Duration.ZERO,
                List.of("No worker has been heard of.", "signer-1: the messaging certificate ends in 12 days"));
    }

    private Samples() {}
}
