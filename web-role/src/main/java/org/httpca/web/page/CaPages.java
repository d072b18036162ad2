package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.httpca.web.http.Links;
import org.httpca.web.issuer.IssuerView;
import org.httpca.web.issuer.Issuers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The trust anchors, and how to install them. */
@Controller
class CaPages {
    static final List<String> SYSTEMS =
            List.of("debian", "fedora", "macos", "windows", "firefox", "java", "curl", "python");

    private final Issuers issuers;
    private final Links links;

    CaPages(Issuers issuers, Links links) {
        this.issuers = issuers;
        this.links = links;
    }

    @GetMapping("/ca")
    String ca(Model model, HttpServletRequest request) {
        List<IssuerView> all = issuers.all();
        // Whoever comes here wants the root: it goes first, whatever order programs prefer.
        List<IssuerView> rootsFirst = all.stream()
                .sorted((one, other) -> Boolean.compare(other.root(), one.root()))
                .toList();
        String root = all.stream()
                .filter(IssuerView::root)
                .map(IssuerView::name)
                .findFirst()
                .orElse("root");
        model.addAttribute("issuers", rootsFirst.stream().map(IssuerCard::of).toList());
        model.addAttribute("systems", SYSTEMS);
        model.addAttribute("rootUrl", links.to(request, "/ca/" + root + "/cert.pem"));
        return "web/ca";
    }
}
