package org.httpca.approval.profile;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.httpca.approval.database.Row;
import org.jspecify.annotations.Nullable;

/**
 * A signer that is alive.
 *
 * @param profiles each with its name and the beginning of its hash
 * @param reloadOrder the last order to read the profiles again that it carried out; 0 if none
 * @param fault what was wrong with its file when it read it last; null if nothing
 */
public record SignerInstance(
        String name,
        List<String> profiles,
        long reloadOrder,
        @Nullable String fault) {
    static final String COLUMNS = "instance, profiles, hashes, coalesce(reload_order, 0) as reload_order, fault";

    private static final int SHOWN_OF_A_HASH = 12;

    public SignerInstance {
        profiles = List.copyOf(profiles);
    }

    static SignerInstance read(Row row) throws SQLException {
        List<String> names = row.texts("profiles");
        List<String> hashes = row.texts("hashes");
        List<String> profiles = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String hash = hashes.get(i);
            profiles.add(names.get(i) + " " + hash.substring(0, Math.min(SHOWN_OF_A_HASH, hash.length())));
        }
        return new SignerInstance(row.text("instance"), profiles, row.number("reload_order"), row.textOrNull("fault"));
    }
}
