package org.httpca.approval.database;

import java.sql.SQLException;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.settings.Settings;

/** What a person can do about a database that does not do what it is asked; by SQLSTATE (PostgreSQL, appendix A). */
final class DatabaseFaults {
    private DatabaseFaults() {}

    static CommandFailed atLogin(SQLException e, Settings settings) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("28")) {
            return new CommandFailed(
                    ExitCode.ERROR,
                    "The signer's database does not let " + settings.databaseUser() + " in: check database.user and the"
                            + " file " + settings.databasePasswordFile() + ".",
                    e);
        }
        return new CommandFailed(
                ExitCode.ERROR,
                "The signer's database does not answer at " + withoutParameters(settings.databaseUrl())
                        + ": is HttpCA running (./httpca start)? (" + firstLine(e) + ")",
                e);
    }

    static CommandFailed of(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.equals("42501")) {
            return new CommandFailed(
                    ExitCode.REFUSED,
                    "The signer's database does not permit this to its approval user: " + firstLine(e),
                    e);
        }
        if (state.equals("42P01") || state.equals("42703")) {
            return new CommandFailed(
                    ExitCode.ERROR,
                    "The signer's database has another schema than this program: run 'signer-role migrate', or use the"
                            + " program of the same version (" + firstLine(e) + ").",
                    e);
        }
        return new CommandFailed(ExitCode.ERROR, "The signer's database failed: " + firstLine(e), e);
    }

    /** A JDBC URL's parameters may hold a password. */
    private static String withoutParameters(String url) {
        int at = url.indexOf('?');
        return at < 0 ? url : url.substring(0, at);
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
