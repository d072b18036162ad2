package org.httpca.embedded.postgresql;

import java.nio.charset.StandardCharsets;

/** Names in SQL text where no parameter is possible: CREATE ROLE and CREATE DATABASE take none. */
final class SqlText {
    private static final int MAX_IDENTIFIER_BYTES = 63;

    private SqlText() {}

    /** A quoted identifier; one that PostgreSQL would cut is refused. */
    static String identifier(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > MAX_IDENTIFIER_BYTES || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "A PostgreSQL name has 1 to " + MAX_IDENTIFIER_BYTES + " bytes and no NUL.");
        }
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A quoted literal; standard_conforming_strings is on, so a backslash is only a backslash. */
    static String literal(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A PostgreSQL text has no NUL.");
        }
        return "'" + value.replace("'", "''") + "'";
    }
}
