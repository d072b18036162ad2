package org.httpca.approval.request;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.httpca.approval.database.Row;
import org.httpca.approval.database.SignerDatabase;
import org.jspecify.annotations.Nullable;

/** The signer's table {@code request}, to be read only. */
public final class Requests {
    private final SignerDatabase database;

    public Requests(SignerDatabase database) {
        this.database = database;
    }

    public @Nullable StoredRequest find(UUID id) {
        return database.first(
                "select " + StoredRequest.COLUMNS + " from request where id = ?", StoredRequest::read, id);
    }

    /** Ids from one to another, both included, in order; at most {@code max}. */
    List<UUID> between(UUID from, UUID to, int max) {
        return database.list(
                "select id from request where id >= ? and id <= ? order by id limit ?",
                row -> row.uuid("id"),
                from,
                to,
                max);
    }

    /** The ids of what waits for approval, oldest first. */
    public List<UUID> waiting() {
        return database.list(
                "select id from request where state = ? and outcome is null order by received_at, id",
                row -> row.uuid("id"),
                StoredRequest.WAITING);
    }

    /**
     * What waits for approval, oldest first, with the claim on it.
     *
     * @param goesOn false to end the reading
     */
    public void eachWaiting(Predicate<WaitingRequest> goesOn) {
        database.streamWhile(
                "select " + StoredRequest.COLUMNS
                        + ", claim.administrator as claimed_by, claim.expires_at as claimed_until"
                        + " from request left join claim on claim.request_id = request.id and claim.expires_at > now()"
                        + " where state = ? and outcome is null order by received_at, id",
                row -> new WaitingRequest(StoredRequest.read(row), claim(row)),
                goesOn,
                StoredRequest.WAITING);
    }

    private static @Nullable Claim claim(Row row) throws SQLException {
        String administrator = row.textOrNull("claimed_by");
        return administrator == null ? null : new Claim(administrator, row.instant("claimed_until"));
    }

    /** How many requests are in each state, and since when. */
    public List<StateCount> counts() {
        return database.list(
                "select state, outcome, count(*) as requests, min(received_at) as oldest, count(tampered_at) as altered"
                        + " from request group by state, outcome order by state, outcome nulls first",
                row -> new StateCount(
                        row.text("state"),
                        row.textOrNull("outcome"),
                        row.number("requests"),
                        row.number("altered"),
                        row.instant("oldest")));
    }
}
