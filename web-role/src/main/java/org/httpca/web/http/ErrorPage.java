package org.httpca.web.http;

import org.httpca.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;

/** How a problem looks to somebody with a browser. The pages implement it; programs get {@code application/problem+json}. */
public interface ErrorPage {

    /**
     * The page; its HTTP status is set already.
     *
     * @param correlationId finds the fault in the log; only with faults of ours
     */
    ModelAndView show(Problem problem, @Nullable String correlationId);
}
