package org.httpca.web.acme.account;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.httpca.acme.jws.AccountKey;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of accounts. Each change is a compare-and-set, and says whether it was made. */
class AccountRows {
    private static final String SELECT =
            "select id, public_key, status, contacts, terms_agreed_at is not null from acme_account where ";

    /** What was stored once was found sound then; reading a key again for each call costs more than its row. */
    private static final int KEYS = 2000;

    private final JdbcClient jdbc;
    private final LoadingCache<String, AccountKey> keys =
            Caffeine.newBuilder().maximumSize(KEYS).build(AccountKey::stored);

    AccountRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> byId(UUID id) {
        return jdbc.sql(SELECT + "id = ?").param(id).query(this::account).optional();
    }

    Optional<Account> byKey(AccountKey key) {
        return jdbc.sql(SELECT + "thumbprint = ?")
                .param(key.thumbprint())
                .query(this::account)
                .optional();
    }

    /** False if the key has an account already. */
    boolean insert(Account account, @Nullable String externalKid, String source, Instant at) {
        return jdbc.sql(
                                "insert into acme_account (id, thumbprint, public_key, contacts, terms_agreed_at, external_kid, source,"
                                        + " created_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (thumbprint) do nothing")
                        .params(
                                account.id(),
                                account.key().thumbprint(),
                                account.key().json(),
                                account.contacts().toArray(String[]::new))
                        .param(account.termsAgreed() ? Timestamp.from(at) : null)
                        .param(externalKid)
                        .params(source, Timestamp.from(at))
                        .update()
                == 1;
    }

    void contacts(UUID id, List<String> contacts) {
        jdbc.sql("update acme_account set contacts = ? where id = ? and status = 'valid'")
                .params(contacts.toArray(String[]::new), id)
                .update();
    }

    void agree(UUID id, Instant at) {
        jdbc.sql("update acme_account set terms_agreed_at = ? where id = ? and status = 'valid'")
                .params(Timestamp.from(at), id)
                .update();
    }

    void deactivate(UUID id) {
        jdbc.sql("update acme_account set status = 'deactivated' where id = ? and status = 'valid'")
                .param(id)
                .update();
    }

    /** False if another account has the new key, or this one has the old key no more. */
    boolean changeKey(UUID id, AccountKey before, AccountKey after) {
        try {
            return jdbc.sql("update acme_account set thumbprint = ?, public_key = ?"
                                    + " where id = ? and thumbprint = ? and status = 'valid'")
                            .params(after.thumbprint(), after.json(), id, before.thumbprint())
                            .update()
                    == 1;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private Account account(ResultSet row, int n) throws SQLException {
        return new Account(
                row.getObject(1, UUID.class),
                keys.get(row.getString(2)),
                row.getString(3),
                List.of((String[]) row.getArray(4).getArray()),
                row.getBoolean(5));
    }
}
