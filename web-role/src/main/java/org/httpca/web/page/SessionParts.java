package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.httpca.web.session.Session;
import org.httpca.web.session.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.ModelAndView;

/** What pages have of a session: the token of their forms, and what this browser may do. */
@Component
class SessionParts {
    private static final Logger LOG = LoggerFactory.getLogger(SessionParts.class);

    private final Sessions sessions;

    SessionParts(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Gives the forms of a page their token. */
    void equip(ModelAndView page, Session session) {
        page.addObject("token", sessions.formToken(session));
    }

    /** As {@link #equip(ModelAndView, Session)}, and says whether it is the page of a request that was submitted here. */
    void equip(ModelAndView page, Session session, UUID request) {
        equip(page, session);
        page.addObject("submittedHere", sessions.submitted(session, request).isPresent());
    }

    /** Has a new request found again. The request is stored already, and its secret must be said whatever becomes of this. */
    Optional<Session> keep(UUID submitted, HttpServletRequest request, HttpServletResponse response) {
        try {
            return sessions.add(submitted, request, response);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Request {} is in no session: its submitter has the secret alone.", submitted, e);
            return Optional.empty();
        }
    }
}
