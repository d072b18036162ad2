package org.httpca.web.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.httpca.message.MessageJson;
import org.httpca.message.RuleFinding;
import org.httpca.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** What changes about a request while it goes its way; all the rest was said when it was submitted. */
record Progress(
        String status,
        long revision,
        Instant updatedAt,
        int approvalsGiven,
        @Nullable Integer approvalsRequired,
        List<RuleFinding> findings,
        @Nullable Problem problem,
        @Nullable String certificateIssuer,
        @Nullable String certificateSerial) {

    /** The columns that {@link #read} takes, in its order, of the table {@code request}. */
    static final String COLUMNS = "request.status, request.revision, request.updated_at, request.approvals_given,"
            + " request.approvals_required, request.findings, request.problem, request.issuer, request.serial";

    private static final TypeReference<List<RuleFinding>> FINDINGS = new TypeReference<>() {};

    /** @param from the number of the first of the columns */
    static Progress read(ResultSet row, int from) throws SQLException {
        return new Progress(
                row.getString(from),
                row.getLong(from + 1),
                row.getObject(from + 2, OffsetDateTime.class).toInstant(),
                row.getInt(from + 3),
                row.getObject(from + 4, Integer.class),
                findings(row.getString(from + 5)),
                problem(row.getString(from + 6)),
                row.getString(from + 7),
                row.getString(from + 8));
    }

    static List<RuleFinding> findings(@Nullable String json) {
        return json == null ? List.of() : MessageJson.mapper().readValue(json, FINDINGS);
    }

    static @Nullable Problem problem(@Nullable String json) {
        return json == null ? null : MessageJson.mapper().readValue(json, Problem.class);
    }
}
