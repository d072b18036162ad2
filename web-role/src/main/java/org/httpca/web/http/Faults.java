package org.httpca.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.hibernate.TransactionException;
import org.httpca.envelope.UuidSource;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.httpca.web.http.TimedBody.BodyRefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MultipartException;

/** Whatever was thrown: said fully to the log, and kindly to the client. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58");

    private final ProblemAnswers answers;
    private final UuidSource ids;

    Faults(ProblemAnswers answers, UuidSource ids) {
        this.answers = answers;
        this.ids = ids;
    }

    /** The client is gone: nobody to answer. */
    @ExceptionHandler
    void gone(AsyncRequestNotUsableException fault) {
        LOG.debug("A client went away before its answer.", fault);
    }

    @ExceptionHandler
    Object answer(Exception fault, HttpServletRequest request) {
        BodyRefusedException body = cause(fault, BodyRefusedException.class);
        if (body != null || isTooSlow(fault)) {
            // The container has given the answer up, and asks for another.
            Problem problem = body != null ? body.problem() : Statuses.problem(408);
            return answers.answer(Refusals.remembered(request, problem), request);
        }
        if (cause(fault, EOFException.class) != null && cause(fault, SQLException.class) == null) {
            // In the middle of the body; perhaps half of the connection, so that the client still reads.
            Problem ended = new Problem(ProblemType.MALFORMED, "The body ends before the length that was said.");
            return answers.answer(Refusals.remembered(request, ended), request);
        }
        if (cause(fault, BadRequestException.class) != null) {
            Problem framing = new Problem(ProblemType.MALFORMED, "The body does not come as HTTP wants it.");
            return answers.answer(Refusals.remembered(request, framing), request);
        }
        if (cause(fault, BodyTooLargeException.class) != null) {
            return answers.answer(Statuses.problem(413), request);
        }
        InvalidParameterException parameters = cause(fault, InvalidParameterException.class);
        if (parameters != null) {
            return answers.answer(Statuses.problem(parameters.getErrorCode()), request);
        }
        if (fault instanceof ErrorResponse refusal && refusal.getStatusCode().is4xxClientError()) {
            HttpHeaders headers = new HttpHeaders();
            headers.addAll(refusal.getHeaders());
            return answers.answer(Statuses.problem(refusal.getStatusCode().value()), request, headers, null);
        }
        if (fault instanceof HttpMessageNotReadableException
                || fault instanceof TypeMismatchException
                || fault instanceof MultipartException) {
            return answers.answer(
                    new Problem(
                            ProblemType.MALFORMED, "The body or a parameter could not be read as what it should be."),
                    request);
        }
        return ours(fault, request);
    }

    private Object ours(Exception fault, HttpServletRequest request) {
        String correlationId = ids.get().toString();
        Throwable origin = origin(fault);
        SQLException outage = cause(origin, SQLException.class);
        boolean passing = cause(origin, CannotGetJdbcConnectionException.class) != null
                || cause(origin, CannotCreateTransactionException.class) != null
                || cause(origin, DataAccessResourceFailureException.class) != null
                || cause(origin, TransientDataAccessException.class) != null
                // a lost connection cannot even roll back, and Hibernate does not say why it wanted to
                || cause(origin, TransactionException.class) != null
                // nor does Spring, where it was the commit
                || cause(origin, TransactionSystemException.class) != null
                // a commit that failed has none of these around it
                || (outage != null && isOutage(outage));
        // The path is a stranger's text; the framework has decoded nothing of it, so it has no line breaks.
        if (passing) {
            // Many will come while a database is away, and their stack traces all say the same.
            LOG.warn(
                    "{} {} was answered 503 [{}]: {}",
                    request.getMethod(),
                    Refusals.path(request),
                    correlationId,
                    outage == null ? origin.toString() : outage.toString());
        } else {
            LOG.error("{} {} failed [{}]", request.getMethod(), Refusals.path(request), correlationId, fault);
        }
        HttpHeaders headers = new HttpHeaders();
        if (passing) {
            headers.set(HttpHeaders.RETRY_AFTER, "5");
        }
        Problem problem = passing
                ? new Problem(ProblemType.UNAVAILABLE, "The database cannot be reached at the moment. Try again soon.")
                : new Problem(
                        ProblemType.SERVER_INTERNAL,
                        "The fault is ours. The operator finds it in the log as " + correlationId + ".");
        return answers.answer(problem, request, headers, correlationId);
    }

    /** A lost connection cannot even roll back, which is what is thrown then: why it wanted to is inside. */
    private static Throwable origin(Exception fault) {
        TransactionSystemException end = cause(fault, TransactionSystemException.class);
        Throwable first = end == null ? null : end.getApplicationException();
        return first == null ? fault : first;
    }

    /** SQLSTATE classes: connection exception, insufficient resources, operator intervention, system error. */
    private static boolean isOutage(SQLException fault) {
        String state = fault.getSQLState();
        return state != null && OUTAGES.contains(state.substring(0, Math.min(2, state.length())));
    }

    /** A client that was too slow between two packets; time-outs of other things are faults of ours. */
    private static boolean isTooSlow(Exception fault) {
        return fault instanceof SocketTimeoutException
                || (cause(fault, ClientAbortException.class) != null
                        && cause(fault, SocketTimeoutException.class) != null);
    }

    private static <T extends Throwable> @Nullable T cause(Throwable fault, Class<T> type) {
        int depth = 0;
        for (Throwable at = fault; at != null && depth++ < 20; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    /** More came than was allowed. */
    static final class BodyTooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        BodyTooLargeException() {
            super("The body is larger than what is taken here.");
        }
    }
}
