package org.httpca.web.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What the container refuses before any filter or controller sees it, such as too many header lines: a problem document as well. */
public class EarlyRefusals extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyRefusals.class);
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = problem(response.getStatus());
        byte[] body = JSON.writeValueAsBytes(problem.toMap());
        try {
            response.setStatus(problem.type().status());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            if (ProblemAnswers.PASSING.contains(problem.type())) {
                response.setHeader(HttpHeaders.RETRY_AFTER, ProblemAnswers.SOON);
            }
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("A refused client did not wait for the answer {}.", new String(body, StandardCharsets.UTF_8), e);
        }
    }

    private static Problem problem(int status) {
        Problem problem = Statuses.problem(status);
        return problem.type() == ProblemType.MALFORMED
                ? new Problem(
                        ProblemType.MALFORMED,
                        "This is no HTTP request that is read here: see that its address is a valid one, and that it has at"
                                + " most 100 header lines of 16 KB in all.")
                : problem;
    }
}
