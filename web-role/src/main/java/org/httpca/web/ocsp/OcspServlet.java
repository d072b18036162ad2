package org.httpca.web.ocsp;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.httpca.problem.ProblemType;
import org.httpca.web.http.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * {@code /ocsp/{issuer}}: POST (RFC 6960, appendix A.1) and GET with the request in the path (RFC 5019, section 5). A servlet of its
 * own, since a request in base64 is no path as controllers know them: it has slashes, also two in a row.
 */
final class OcspServlet extends HttpServlet {
    static final String PATH = "/ocsp";

    private static final long serialVersionUID = 1;
    private static final String REQUEST_TYPE = "application/ocsp-request";
    private static final String RESPONSE_TYPE = "application/ocsp-response";

    private final transient Ocsp ocsp;
    private final transient Clock clock;

    OcspServlet(Ocsp ocsp, Clock clock) {
        this.ocsp = ocsp;
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest call, HttpServletResponse response) throws IOException {
        EncodedPath path = EncodedPath.of(call.getRequestURI()).orElse(null);
        if (path == null) {
            notFound(call, response);
            return;
        }
        if (path.request().isEmpty()) {
            notAllowed(call, response);
            return;
        }
        if (path.request().length() > EncodedPath.MOST) {
            tooLarge(call, response);
            return;
        }
        byte[] request = path.decoded();
        Optional<Answer> answer =
                request == null ? Optional.of(Answer.MALFORMED_REQUEST) : ocsp.answer(path.issuer(), request);
        if (answer.isEmpty()) {
            notFound(call, response);
            return;
        }
        Answer.Kept kept = answer.get().kept();
        if (kept == null) {
            response.setHeader("Cache-Control", "no-store");
        } else {
            Instant now = clock.instant();
            response.setHeader("Cache-Control", kept.cacheControl(now));
            response.setHeader("ETag", kept.etag());
            response.setHeader("Last-Modified", kept.lastModified());
            response.setHeader("Expires", kept.expires(now));
            if (isKnown(call.getHeader("If-None-Match"), kept.etag())) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        write(answer.get(), response);
    }

    private static boolean isKnown(@Nullable String tags, String etag) {
        return tags != null && tags.contains(etag);
    }

    @Override
    protected void doPost(HttpServletRequest call, HttpServletResponse response) throws IOException {
        String type = call.getContentType();
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(REQUEST_TYPE)) {
            Refusals.refuse(
                    call, response, ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send the request as " + REQUEST_TYPE + ".");
            return;
        }
        EncodedPath path = EncodedPath.of(call.getRequestURI()).orElse(null);
        if (path == null || !path.request().isEmpty()) {
            notFound(call, response);
            return;
        }
        byte[] request = call.getContentLengthLong() > RequestReader.MAX_OCTETS
                ? null
                : call.getInputStream().readNBytes(RequestReader.MAX_OCTETS + 1);
        if (request == null || request.length > RequestReader.MAX_OCTETS) {
            tooLarge(call, response);
            return;
        }
        Optional<Answer> answer = ocsp.answer(path.issuer(), request);
        if (answer.isEmpty()) {
            notFound(call, response);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        write(answer.get(), response);
    }

    private static void write(Answer answer, HttpServletResponse response) throws IOException {
        response.setContentType(RESPONSE_TYPE);
        response.setContentLength(answer.der().length);
        response.getOutputStream().write(answer.der());
    }

    private static void notFound(HttpServletRequest call, HttpServletResponse response) throws IOException {
        Refusals.refuse(
                call,
                response,
                ProblemType.NOT_FOUND,
                "OCSP is asked at /ocsp/ISSUER, by POST, or by GET with the request in base64 behind it.");
    }

    private static void tooLarge(HttpServletRequest call, HttpServletResponse response) throws IOException {
        Refusals.refuse(
                call,
                response,
                ProblemType.REQUEST_TOO_LARGE,
                "An OCSP request may have " + RequestReader.MAX_OCTETS + " octets at most.");
    }

    @Override
    protected void doPut(HttpServletRequest call, HttpServletResponse response) throws IOException {
        notAllowed(call, response);
    }

    @Override
    protected void doDelete(HttpServletRequest call, HttpServletResponse response) throws IOException {
        notAllowed(call, response);
    }

    @Override
    protected void doPatch(HttpServletRequest call, HttpServletResponse response) throws IOException {
        notAllowed(call, response);
    }

    private static void notAllowed(HttpServletRequest call, HttpServletResponse response) throws IOException {
        boolean inPath = EncodedPath.of(call.getRequestURI())
                .filter(path -> !path.request().isEmpty())
                .isPresent();
        response.setHeader("Allow", inPath ? "GET, HEAD" : "POST");
        Refusals.refuse(
                call,
                response,
                ProblemType.METHOD_NOT_ALLOWED,
                "OCSP is asked by POST, or by GET with the request in base64 behind the issuer.");
    }
}
