package org.httpca.embedded.postgresql;

/** A server whose superuser we are, wherever it came from: what is done there is done by the superuser, one act at a time. */
abstract sealed class SuperuserServer implements DatabaseServer permits PostgresqlServer, GivenPostgresql {
    final Superuser superuser;

    SuperuserServer(Superuser superuser) {
        this.superuser = superuser;
    }

    @Override
    public final String jdbcUrl(String database) {
        return superuser.jdbcUrl(database);
    }

    @Override
    public final synchronized void ensureRole(String role, String rolePassword) {
        superuser.ensureRole(role, rolePassword);
    }

    @Override
    public final synchronized void ensureDatabase(String database, String owner) {
        superuser.ensureDatabase(database, owner);
    }

    @Override
    public final synchronized void allowConnect(String database, String role) {
        superuser.allowConnect(database, role);
    }

    @Override
    public final synchronized String setting(String parameter) {
        return superuser.setting(parameter);
    }
}
