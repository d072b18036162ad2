package org.httpca.web.acme.account;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.httpca.acme.jws.FlattenedJws;
import org.httpca.acme.jws.JsonText;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keys by which an operator lets somebody make one account (RFC 8555, section 7.3.4). The secrets are kept, for a MAC needs them. Needs no more than the
 * runtime user's connection, and no web server.
 */
public class ExternalKeys {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final String ALGORITHM = "HS256";
    private static final int SECRET = 32;
    private static final int KID = 12;

    private final JdbcClient jdbc;
    private final SecureRandom random;
    private final Clock clock;

    public ExternalKeys(JdbcClient jdbc, SecureRandom random, Clock clock) {
        this.jdbc = jdbc;
        this.random = random;
        this.clock = clock;
    }

    /** What its holder gives to a client, as clients want it: the key in base64url. */
    public record NewKey(String kid, String hmacKey) {}

    /** What is known of a key but its secret. */
    public record KeyView(
            String name,
            String kid,
            Instant madeAt,
            @Nullable Instant usedAt,
            @Nullable Instant revokedAt) {}

    /** Makes a key, and shows it for the only time. A name is used once. */
    public Result<NewKey> create(String name) {
        if (!NAME.matcher(name).matches()) {
            return Result.refused(
                    ProblemType.MALFORMED, "A key's name has 1 to 64 letters, digits, '.', '_', '@' or '-'.");
        }
        byte[] secret = next(SECRET);
        String kid = JsonText.base64Url(next(KID));
        try {
            jdbc.sql("insert into acme_external_key (kid, name, secret, made_at) values (?, ?, ?, ?)")
                    .params(kid, name, secret, Timestamp.from(clock.instant()))
                    .update();
            return Result.passed(new NewKey(kid, JsonText.base64Url(secret)));
        } catch (DuplicateKeyException e) {
            return Result.refused(ProblemType.CONFLICT, "There is a key named '" + name + "' already.");
        }
    }

    public List<KeyView> list() {
        return jdbc.sql("select name, kid, made_at, used_at, revoked_at from acme_external_key order by name")
                .query((row, n) -> new KeyView(
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        instant(row.getTimestamp(4)),
                        instant(row.getTimestamp(5))))
                .list();
    }

    /** No account is bound with it from now on; one that is stays. Refused if there is none of that name that is still good. */
    public Result<String> revoke(String name) {
        int revoked = jdbc.sql("update acme_external_key set revoked_at = ? where name = ? and revoked_at is null")
                .params(Timestamp.from(clock.instant()), name)
                .update();
        return revoked == 1
                ? Result.passed(name)
                : Result.refused(ProblemType.NOT_FOUND, "There is no key '" + name + "' that is not revoked already.");
    }

    /** Whether the key of this id made the MAC, and is still good. */
    boolean holds(String kid, FlattenedJws binding) {
        Optional<byte[]> secret = jdbc.sql(
                        "select secret from acme_external_key where kid = ? and used_at is null and revoked_at is null")
                .param(kid)
                .query((row, n) -> row.getBytes(1))
                .optional();
        return secret.isPresent()
                && binding.header().algorithm().equals(ALGORITHM)
                && MessageDigest.isEqual(
                        mac(secret.get(), binding.signingInput().toArray()),
                        binding.signature().toArray());
    }

    /** Uses it up for one account; false if another was first, or an operator revoked it. In the transaction of the account. */
    boolean use(String kid) {
        return jdbc.sql("update acme_external_key set used_at = ?"
                                + " where kid = ? and used_at is null and revoked_at is null")
                        .params(Timestamp.from(clock.instant()), kid)
                        .update()
                == 1;
    }

    private static byte[] mac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] next(int octets) {
        byte[] bits = new byte[octets];
        random.nextBytes(bits);
        return bits;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
