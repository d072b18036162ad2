package org.httpca.web.page;

import java.util.Map;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.web.http.ErrorPage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Problems in the look of the pages: those that a page finds itself, and those that the rest of the role finds. */
@Component
class FailurePages implements ErrorPage {

    @Override
    public ModelAndView show(Problem problem, @Nullable String correlationId) {
        return new ModelAndView("web/error", Map.of("error", Failure.of(problem, correlationId)));
    }

    /** As {@link #show}, with the problem's HTTP status. */
    ModelAndView answer(Problem problem) {
        ModelAndView page = show(problem, null);
        page.setStatus(HttpStatusCode.valueOf(problem.type().status()));
        return page;
    }

    /** For a form that is none of the browser's session: nothing was done. */
    ModelAndView stale() {
        ModelAndView page = new ModelAndView("web/error", Map.of("error", Failure.STALE));
        page.setStatus(HttpStatus.FORBIDDEN);
        return page;
    }

    ModelAndView nothing() {
        ModelAndView page = show(new Problem(ProblemType.NOT_FOUND, "There is nothing here."), null);
        page.setStatus(HttpStatus.NOT_FOUND);
        return page;
    }
}
