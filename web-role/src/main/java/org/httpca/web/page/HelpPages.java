package org.httpca.web.page;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How it works. */
@Controller
class HelpPages {
    static final List<String> STEPS = List.of(
            "queued", "submitted", "waiting-for-approval", "waiting-for-signature", "issued", "rejected", "withdrawn");
    static final List<String> QUESTIONS = List.of("approve", "names", "lost", "withdraw", "renew", "scripts");

    @GetMapping("/help")
    String help(Model model) {
        model.addAttribute("steps", STEPS);
        model.addAttribute("questions", QUESTIONS);
        return "web/help";
    }
}
