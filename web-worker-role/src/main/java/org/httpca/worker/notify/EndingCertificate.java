package org.httpca.worker.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.httpca.message.MessageJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A certificate whose end comes near, and who asked for it.
 *
 * @param name one of those that it is found by; null if it has none
 */
record EndingCertificate(
        long number,
        String issuer,
        String serial,
        String subject,
        List<String> identifiers,
        @Nullable String name,
        String sha256,
        Instant notBefore,
        Instant notAfter,
        boolean revoked,
        @Nullable String profile,
        @Nullable String principal,
        @Nullable String email) {
    /** A longer part of the life is no warning: renewal by a client comes at its last third. */
    private static final int PART_OF_LIFE = 3;

    static EndingCertificate of(ResultSet row) throws SQLException {
        return new EndingCertificate(
                row.getLong("number"),
                row.getString("issuer"),
                row.getString("serial"),
                row.getString("subject"),
                List.of((String[]) row.getArray("identifiers").getArray()),
                row.getString("name"),
                row.getString("sha256"),
                instant(row, "not_before"),
                instant(row, "not_after"),
                row.getBoolean("revoked"),
                row.getString("profile"),
                row.getString("principal"),
                email(row.getString("command")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A command that cannot be read says nothing of a person. */
    private static @Nullable String email(@Nullable String command) {
        if (command == null) {
            return null;
        }
        try {
            JsonNode email = MessageJson.mapper().readTree(command).at("/requester/email");
            return email.isString() && !email.asString().isBlank() ? email.asString() : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Whether a notice so long before the end would come in the last third of its life. */
    boolean livesLongEnoughFor(Duration ahead) {
        return ahead.multipliedBy(PART_OF_LIFE).compareTo(Duration.between(notBefore, notAfter)) <= 0;
    }
}
