package org.httpca.signer.instance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.httpca.signer.profile.Elsewhere;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.profile.Profiles;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The door to table {@code signer_instance}. All times are the database's: the clocks of two machines need not agree. A signer
 * that is stopped leaves its row behind, so that a restart is no departure; it ages out, or the same signer writes it anew.
 */
public final class Instances {

    /** Who was not seen for so long is gone: longer than a restart, shorter than anybody's patience. */
    public static final Duration GONE = Duration.ofMinutes(2);

    private static final String FORGOTTEN = "1 day";

    private final JdbcTemplate jdbc;
    private final String self;

    /** @param self the name of this instance, as its identity has it */
    public Instances(JdbcTemplate jdbc, String self) {
        this.jdbc = jdbc;
        this.self = self;
    }

    /** This signer has these profiles now, read from its file just now. */
    public void loaded(Profiles own) {
        jdbc.update(
                "INSERT INTO signer_instance AS i (instance, seen_at, loaded_at, profiles, hashes) VALUES (?, now(), now(), ?, ?)"
                        + " ON CONFLICT (instance) DO UPDATE SET seen_at = excluded.seen_at, loaded_at = excluded.loaded_at,"
                        + " profiles = excluded.profiles, hashes = excluded.hashes, fault = NULL",
                self,
                own.all().stream().map(Profile::name).toArray(String[]::new),
                own.all().stream().map(Profile::hash).toArray(String[]::new));
    }

    /** It was told to read its file again, and could not; it keeps what it has. */
    public void notLoaded(String fault) {
        jdbc.update("UPDATE signer_instance SET fault = left(?, 2000) WHERE instance = ?", fault, self);
    }

    /** An administrator's order to read the file again was carried out here, well or not. */
    public void obeyed(long order) {
        jdbc.update(
                "UPDATE signer_instance SET reload_order = greatest(coalesce(reload_order, 0), ?) WHERE instance = ?",
                order,
                self);
    }

    /** It is alive. False if its row is not there: somebody deleted it. */
    boolean alive() {
        jdbc.update("DELETE FROM signer_instance WHERE seen_at < now() - ?::interval", FORGOTTEN);
        return jdbc.update("UPDATE signer_instance SET seen_at = now() WHERE instance = ?", self) == 1;
    }

    /** The other signers that are alive, in the order of their names. */
    List<Instance> others() {
        return jdbc.query(
                "SELECT instance, profiles, hashes FROM signer_instance"
                        + " WHERE instance <> ? AND seen_at > now() - make_interval(secs => ?) ORDER BY instance",
                (row, number) -> read(row),
                self,
                GONE.toSeconds());
    }

    private static Instance read(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("profiles").getArray();
        String[] hashes = (String[]) row.getArray("hashes").getArray();
        Map<String, String> profiles = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            profiles.put(names[i], hashes[i]);
        }
        return new Instance(row.getString("instance"), profiles);
    }

    /** What these have and the profiles given do not. */
    static Elsewhere elsewhere(Profiles own, List<Instance> others) {
        Set<String> names = new HashSet<>();
        Set<String> hashes = new HashSet<>();
        for (Instance other : others) {
            other.profiles().forEach((name, hash) -> {
                @Nullable Profile here = own.find(name).orElse(null);
                if (here == null) {
                    names.add(name);
                }
                if (here == null || !here.hash().equals(hash)) {
                    hashes.add(hash);
                }
            });
        }
        return new Elsewhere(names, hashes);
    }
}
