package org.httpca.embedded.postgresql;

/** A PostgreSQL that somebody else has started, such as one in a container, whose superuser is {@code postgres}. */
public final class GivenPostgresql implements DatabaseServer {
    private final Superuser superuser;
    private final Runnable stop;

    /** @param stop how its owner wants it to be ended */
    public GivenPostgresql(String host, int port, String superuserPassword, Runnable stop) {
        this.superuser = new Superuser(host, port, superuserPassword);
        this.stop = stop;
    }

    @Override
    public String jdbcUrl(String database) {
        return superuser.jdbcUrl(database);
    }

    @Override
    public synchronized void ensureRole(String role, String rolePassword) {
        superuser.ensureRole(role, rolePassword);
    }

    @Override
    public synchronized void ensureDatabase(String database, String owner) {
        superuser.ensureDatabase(database, owner);
    }

    @Override
    public synchronized void allowConnect(String database, String role) {
        superuser.allowConnect(database, role);
    }

    @Override
    public synchronized String setting(String parameter) {
        return superuser.setting(parameter);
    }

    @Override
    public void close() {
        stop.run();
    }
}
