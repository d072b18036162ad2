package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.httpca.problem.Problem;
import org.httpca.problem.Result;
import org.httpca.web.http.Links;
import org.httpca.web.search.Export;
import org.httpca.web.search.Page;
import org.httpca.web.search.Search;
import org.httpca.web.search.Words;
import org.httpca.web.session.Operator;
import org.httpca.web.session.Session;
import org.httpca.web.session.Sessions;
import org.httpca.web.settings.WebSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Search over all certificates, for operators who have shown their token in this browser. */
@Controller
class SearchPages {
    static final String PATH = "/certificates";
    private static final String FILE = PATH + ".csv";

    private final Search search;
    private final Export export;
    private final Sessions sessions;
    private final SessionParts parts;
    private final OperatorPages operators;
    private final Links links;
    private final boolean acme;

    SearchPages(
            Search search,
            Export export,
            Sessions sessions,
            SessionParts parts,
            OperatorPages operators,
            Links links,
            WebSettings settings) {
        this.search = search;
        this.export = export;
        this.sessions = sessions;
        this.parts = parts;
        this.operators = operators;
        this.links = links;
        this.acme = settings.acme().enabled();
    }

    @GetMapping(PATH)
    ModelAndView find(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        Optional<Session> session = sessions.of(request, response);
        Optional<Operator> operator = session.flatMap(sessions::operator);
        Result<Words> words = Words.of(request.getParameterMap());
        if (operator.isEmpty()) {
            return operators.ask(session, words, response);
        }
        Result<Page> found = words.flatMap(search::find);
        ModelAndView page = found instanceof Result.Refused<Page> refused
                ? refused(words, refused.problem())
                : found(words.orElseThrow(), found.orElseThrow());
        OperatorPages.name(page, operator.get());
        page.addObject("acme", acme);
        parts.equip(page, session.orElseThrow());
        return page;
    }

    @GetMapping(FILE)
    @Nullable
    ModelAndView file(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Session> session = sessions.of(request, response);
        Result<Words> words = Words.of(request.getParameterMap());
        if (session.flatMap(sessions::operator).isEmpty()) {
            return operators.ask(session, words, response);
        }
        Result<Export.Begun> begun = words.flatMap(export::begin);
        if (begun instanceof Result.Refused<Export.Begun> refused) {
            ModelAndView page = refused(words, refused.problem());
            parts.equip(page, session.orElseThrow());
            return page;
        }
        begun.orElseThrow().write(response, links.to(request, ""));
        return null;
    }

    private static ModelAndView found(Words words, Page found) {
        ModelAndView page = page(words);
        page.addObject("found", found.certificates().stream().map(FoundLine::of).toList());
        page.addObject("file", SearchForm.address(FILE, words.next("")));
        if (found.next() != null) {
            page.addObject("next", SearchForm.address(PATH, words.next(found.next())));
        }
        if (!words.page().isEmpty()) {
            page.addObject("first", SearchForm.address(PATH, words.next("")));
        }
        return page;
    }

    private static ModelAndView refused(Result<Words> words, Problem problem) {
        ModelAndView page = page(words instanceof Result.Passed<Words> passed ? passed.value() : Words.NONE);
        page.addObject("found", List.of());
        page.addObject("problem", Shown.line(problem.detail()));
        page.setStatus(HttpStatusCode.valueOf(problem.type().status()));
        return page;
    }

    private static ModelAndView page(Words words) {
        return new ModelAndView("web/search", "form", SearchForm.of(words));
    }
}
