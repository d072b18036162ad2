package org.httpca.signer.request;

import org.springframework.jdbc.core.JdbcTemplate;

/** The leases on requests, whatever they were taken for. */
public final class Leases {
    private final JdbcTemplate jdbc;

    public Leases(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Gives back what an instance has leased and will not get to: it stops, or was killed and starts again. Should another process of
     * its name be at work, some of its requests are taken by others too, and the first to store a certificate has stored the only one.
     *
     * @return how many requests no longer wait for a lease to run out
     */
    public int release(String instance) {
        // literals, not parameters: only so does the planner take the partial indexes
        return release("state = 'Waiting-For-Signature'", instance) + release("word IS NOT NULL", instance);
    }

    private int release(String where, String instance) {
        return jdbc.update(
                "UPDATE request SET lease_until = NULL, lease_holder = NULL WHERE " + where
                        + " AND starts_with(lease_holder, ?)",
                Lease.holder(instance, ""));
    }
}
