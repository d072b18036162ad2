package org.httpca.web.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.httpca.problem.Problem;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What went wrong before any controller, or after it: refusals of filters, and what the container itself refuses. */
@Controller
class ErrorsController implements ErrorController {
    private final ProblemAnswers answers;
    private final Faults faults;

    ErrorsController(ProblemAnswers answers, Faults faults) {
        this.answers = answers;
        this.faults = faults;
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request, HttpServletResponse response) {
        // Of an answer that was begun and given up, the type may have been said already.
        response.setContentType(null);
        Problem refusal = Refusals.of(request);
        if (refusal != null) {
            return answers.answer(refusal, request);
        }
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception fault) {
            return faults.answer(fault, request);
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Somebody who asks for /error itself finds nothing there.
        int code = status instanceof Integer number ? number : 404;
        return answers.answer(Statuses.problem(code), request, new HttpHeaders(), null);
    }
}
