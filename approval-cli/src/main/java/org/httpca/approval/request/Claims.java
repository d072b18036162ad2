package org.httpca.approval.request;

import java.util.UUID;
import org.httpca.approval.database.SignerDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code claim}. A claim is a courtesy between administrators, not a right: what counts is the signed order. Its
 * clock is the database's, since administrators sit at different machines.
 */
public final class Claims {
    private final SignerDatabase database;
    private final String administrator;

    public Claims(SignerDatabase database, String administrator) {
        this.database = database;
        this.administrator = administrator;
    }

    /**
     * Takes or renews a claim for ten minutes.
     *
     * @param takeOver also from another administrator
     * @return whether it is ours now; if not, {@link #valid} says whose it is
     */
    public boolean take(UUID request, boolean takeOver) {
        return database.update(
                        "insert into claim (request_id, administrator, expires_at)"
                                + " values (?, ?, now() + interval '10 minutes')"
                                + " on conflict (request_id) do update"
                                + " set administrator = excluded.administrator, expires_at = excluded.expires_at"
                                + " where claim.administrator = excluded.administrator or claim.expires_at <= now() or ?",
                        request,
                        administrator,
                        takeOver)
                == 1;
    }

    /** Gives our claim back. */
    public void release(UUID request) {
        database.update("delete from claim where request_id = ? and administrator = ?", request, administrator);
    }

    /** The claim on a request that has not expired, or null. */
    public @Nullable Claim valid(UUID request) {
        return valid(database, request);
    }

    /** The claim on a request that has not expired, or null; for those who only look. */
    public static @Nullable Claim valid(SignerDatabase database, UUID request) {
        return database.first(
                "select administrator, expires_at from claim where request_id = ? and expires_at > now()",
                row -> new Claim(row.text("administrator"), row.instant("expires_at")),
                request);
    }
}
