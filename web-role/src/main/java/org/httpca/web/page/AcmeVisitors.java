package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.session.Operator;
import org.httpca.web.session.Session;
import org.httpca.web.session.Sessions;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Who may see the pages of ACME: operators who have shown who they are in this browser. Others are asked, and come back. */
@Component
@WhereAcmeIsOn
class AcmeVisitors {
    private final Sessions sessions;
    private final SessionParts parts;
    private final OperatorPages operators;
    private final FailurePages failures;

    AcmeVisitors(Sessions sessions, SessionParts parts, OperatorPages operators, FailurePages failures) {
        this.sessions = sessions;
        this.parts = parts;
        this.operators = operators;
        this.failures = failures;
    }

    /** What an operator is shown. */
    interface Shows {
        ModelAndView page();
    }

    /** What an operator does by a form. */
    interface Does {
        ModelAndView act(Operator operator);
    }

    /** @param place a word of {@link AcmePlaces} */
    ModelAndView show(String place, HttpServletRequest request, HttpServletResponse response, Shows shows) {
        response.setHeader("Cache-Control", "no-store");
        Optional<Session> session = sessions.of(request, response);
        Optional<Operator> operator = session.flatMap(sessions::operator);
        if (operator.isEmpty()) {
            return operators.askForAcme(session, place, response);
        }
        ModelAndView page = shows.page();
        OperatorPages.name(page, operator.get());
        parts.equip(page, session.orElseThrow());
        return page;
    }

    /** @param token of the form */
    ModelAndView act(String place, String token, HttpServletRequest request, HttpServletResponse response, Does does) {
        Optional<Session> session = sessions.of(request, response);
        Optional<Operator> operator = session.flatMap(sessions::operator);
        if (operator.isEmpty()) {
            return operators.askForAcme(session, place, response);
        }
        if (!sessions.isFormOf(session.orElseThrow(), token)) {
            return failures.stale();
        }
        return does.act(operator.get());
    }
}
