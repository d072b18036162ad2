package org.httpca.web.api;

import jakarta.servlet.http.HttpServletRequest;
import org.httpca.problem.ProblemType;
import org.httpca.web.http.Links;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The API's description, for programs at {@code /api/v1/openapi.json} and for people at {@code /api/docs}. */
@Controller
class DescriptionController {
    private final Description description;
    private final Tagged tagged;
    private final Links links;

    DescriptionController(Description description, Tagged tagged, Links links) {
        this.description = description;
        this.tagged = tagged;
        this.links = links;
    }

    @GetMapping(path = "/api/v1/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> document(HttpServletRequest call) {
        return tagged.answer(description.at(links.to(call, "")));
    }

    @GetMapping(path = "/api/docs", produces = MediaType.TEXT_HTML_VALUE)
    String page(Model model) {
        model.addAttribute("api", DescribedApi.of(description.document()));
        model.addAttribute("problems", ProblemType.values());
        return "web/api";
    }
}
