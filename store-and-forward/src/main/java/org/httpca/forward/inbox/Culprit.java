package org.httpca.forward.inbox;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/** Whether a failure comes from the data, so that it would come again with them, or from the circumstances. */
final class Culprit {
    private Culprit() {}

    /** True for the data. In doubt about a database it says no: to try again later loses nothing. */
    static boolean isData(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return isDataState(sql.getSQLState());
            }
            if (cause instanceof TransactionException
                    || cause instanceof IOException
                    || cause instanceof InterruptedException) {
                return false;
            }
        }
        return !(failure instanceof DataAccessException) || failure instanceof DataIntegrityViolationException;
    }

    /** SQLSTATE classes 22 (data exception) and 23 (integrity constraint violation). */
    private static boolean isDataState(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
