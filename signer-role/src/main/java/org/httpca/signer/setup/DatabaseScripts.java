package org.httpca.signer.setup;

import java.util.List;

/**
 * The SQL that a PostgreSQL superuser runs once for each database: the schema's owner, and the users of the running system,
 * who own nothing.
 */
final class DatabaseScripts {

    /** A login, with its password: letters that need no quoting, see {@link Secrets}. */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    private DatabaseScripts() {}

    /** @param logins the owner first */
    static String create(String database, List<Login> logins) {
        StringBuilder sql = new StringBuilder(
                "-- Run once as a superuser: psql -f database.sql. It holds passwords: keep it, or delete it after.\n"
                        + "\\set ON_ERROR_STOP on\n");
        for (Login login : logins) {
            sql.append("CREATE ROLE ")
                    .append(login.user())
                    .append(" LOGIN PASSWORD '")
                    .append(login.password())
                    .append("';\n");
        }
        String owner = logins.get(0).user();
        sql.append("CREATE DATABASE ")
                .append(database)
                .append(" OWNER ")
                .append(owner)
                .append(";\n");
        sql.append("REVOKE ALL ON DATABASE ").append(database).append(" FROM PUBLIC;\n");
        for (Login login : logins) {
            sql.append("GRANT CONNECT ON DATABASE ")
                    .append(database)
                    .append(" TO ")
                    .append(login.user())
                    .append(";\n");
        }
        return sql.toString();
    }
}
