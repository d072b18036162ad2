package org.httpca.web.page;

import org.httpca.web.status.Status;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How every role is. */
@Controller
class StatusPages {
    private final Status status;

    StatusPages(Status status) {
        this.status = status;
    }

    @GetMapping("/status")
    String status(Model model) {
        model.addAttribute("status", StatusPage.of(status.current()));
        return "web/status";
    }
}
