package org.httpca.embedded.postgresql;

/** A PostgreSQL server, and what its superuser does there for the databases of an installation. Every act can be repeated. */
public interface DatabaseServer extends AutoCloseable {

    /** The JDBC URL of a database here, without user and password. */
    String jdbcUrl(String database);

    /** Creates the login role, or gives it this password; it has no other right. */
    void ensureRole(String role, String rolePassword);

    /** Creates the database where it is missing; its owner is this role, and nobody else may connect. */
    void ensureDatabase(String database, String owner);

    void allowConnect(String database, String role);

    /** What the running server has for that parameter, such as {@code fsync}. */
    String setting(String parameter);

    /** Stops the server. */
    @Override
    void close();
}
