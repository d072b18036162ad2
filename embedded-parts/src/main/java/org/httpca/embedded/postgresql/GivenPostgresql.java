package org.httpca.embedded.postgresql;

/** A PostgreSQL that somebody else has started, such as one in a container, whose superuser is {@code postgres}. */
public final class GivenPostgresql extends SuperuserServer {
    private final Runnable stop;

    /** @param stop how its owner wants it to be ended */
    public GivenPostgresql(String host, int port, String superuserPassword, Runnable stop) {
        super(new Superuser(host, port, superuserPassword));
        this.stop = stop;
    }

    @Override
    public void close() {
        stop.run();
    }
}
