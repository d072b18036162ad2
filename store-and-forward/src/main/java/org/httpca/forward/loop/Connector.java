package org.httpca.forward.loop;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens a database connection that belongs to the caller. */
@FunctionalInterface
public interface Connector {
    Connection connect() throws SQLException;
}
