package org.httpca.web.page;

import org.httpca.web.status.Charts;
import org.httpca.web.status.Status;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How every role is. */
@Controller
class StatusPages {
    private final Status status;
    private final Charts charts;

    StatusPages(Status status, Charts charts) {
        this.status = status;
        this.charts = charts;
    }

    @GetMapping("/status")
    String status(Model model) {
        model.addAttribute("status", StatusPage.of(status.current()));
        model.addAttribute("charts", ChartsPage.of(charts.current()));
        return "web/status";
    }
}
