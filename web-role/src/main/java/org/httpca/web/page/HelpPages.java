package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.httpca.web.http.Links;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How it works, and what each kind of user does here. */
@Controller
class HelpPages {

    /**
     * A kind of user.
     *
     * @param steps what they do, each the end of a key
     * @param commands those of the steps that have a command to type
     */
    record Reader(String name, List<String> steps, Set<String> commands) {}

    static final List<Reader> READERS = List.of(
            new Reader("requester", List.of("make", "check", "tell", "fetch", "renew"), Set.of("fetch")),
            new Reader("scripts", List.of("token", "submit", "wait", "fetch"), Set.of("submit", "wait", "fetch")),
            new Reader("administrator", List.of("look", "compare", "decide"), Set.of("look", "decide")),
            new Reader("operator", List.of("status", "policy", "tokens", "trust"), Set.of("tokens")));
    static final List<String> STEPS = List.of(
            "queued", "submitted", "waiting-for-approval", "waiting-for-signature", "issued", "rejected", "withdrawn");
    static final List<String> QUESTIONS = List.of("approve", "names", "lost", "withdraw");

    private final Links links;

    HelpPages(Links links) {
        this.links = links;
    }

    @GetMapping("/help")
    String help(Model model, HttpServletRequest request) {
        model.addAttribute("readers", READERS);
        model.addAttribute("steps", STEPS);
        model.addAttribute("questions", QUESTIONS);
        model.addAttribute("publicUrl", links.to(request, ""));
        return "web/help";
    }
}
