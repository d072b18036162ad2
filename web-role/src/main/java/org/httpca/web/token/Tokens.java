package org.httpca.web.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.httpca.envelope.Uuids;
import org.httpca.pki.Octets;
import org.httpca.problem.ProblemType;
import org.httpca.problem.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Bearer tokens: 256 random bits, of which the database has the SHA-256 alone. A token is looked up by its hash, so that no
 * comparison tells how much of a guess was right. Needs no more than the runtime user's connection, and no web server.
 */
public class Tokens {
    /** Tells people and secret scanners what it is. */
    private static final String PREFIX = "httpca_";

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int LENGTH = PREFIX.length() + 43;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private final JdbcClient jdbc;
    private final SecureRandom random;
    private final Clock clock;

    public Tokens(JdbcClient jdbc, SecureRandom random, Clock clock) {
        this.jdbc = jdbc;
        this.random = random;
        this.clock = clock;
    }

    /** Makes a token and returns it, for the only time. A name is used once, even if its token was revoked. */
    public Result<String> create(String name, Set<Scope> scopes) {
        if (!NAME.matcher(name).matches()) {
            return Result.refused(
                    ProblemType.MALFORMED, "A token's name has 1 to 64 letters, digits, '.', '_', '@' or '-'.");
        }
        if (scopes.isEmpty()) {
            return Result.refused(ProblemType.MALFORMED, "A token without a scope is good for nothing.");
        }
        String token = next();
        try {
            jdbc.sql("insert into token (id, name, sha256, scopes, created_at) values (?, ?, ?, ?, ?)")
                    .params(
                            Uuids.v7(clock, random),
                            name,
                            sha256(token),
                            scopes.stream().map(Scope::word).toArray(String[]::new),
                            Timestamp.from(clock.instant()))
                    .update();
            return Result.passed(token);
        } catch (DuplicateKeyException e) {
            return Result.refused(ProblemType.CONFLICT, "There is a token named '" + name + "' already.");
        }
    }

    public List<TokenView> list() {
        return jdbc.sql("select name, scopes, created_at, last_used_at, revoked_at from token order by name")
                .query((row, n) -> new TokenView(
                        row.getString(1),
                        scopes(row.getArray(2)),
                        row.getTimestamp(3).toInstant(),
                        instant(row.getTimestamp(4)),
                        instant(row.getTimestamp(5))))
                .list();
    }

    /** Ends a token at once. Refused if there is none of that name that is still good. */
    public Result<TokenView> revoke(String name) {
        int revoked = jdbc.sql("update token set revoked_at = ? where name = ? and revoked_at is null")
                .params(Timestamp.from(clock.instant()), name)
                .update();
        if (revoked == 0) {
            return Result.refused(
                    ProblemType.NOT_FOUND, "There is no token '" + name + "' that is not revoked already.");
        }
        return Result.passed(list().stream()
                .filter(token -> token.name().equals(name))
                .findFirst()
                .orElseThrow());
    }

    /** Whose token this is; empty for one that is unknown or revoked. */
    public Optional<Caller> caller(String token) {
        if (token.length() != LENGTH || !token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        byte[] sha256 = sha256(token);
        Optional<Used> used = jdbc.sql(
                        "select name, scopes, last_used_at from token where sha256 = ? and revoked_at is null")
                .param(sha256)
                .query((row, n) ->
                        new Used(new Caller(row.getString(1), scopes(row.getArray(2))), instant(row.getTimestamp(3))))
                .optional();
        used.ifPresent(one -> remember(one, sha256));
        return used.map(Used::caller);
    }

    /** Not at each call: a busy token would be a busy row. */
    private void remember(Used used, byte[] sha256) {
        Instant now = clock.instant();
        Instant last = used.lastUsedAt();
        if (last == null || last.plus(REMEMBERED).isBefore(now)) {
            jdbc.sql("update token set last_used_at = ? where sha256 = ?")
                    .params(Timestamp.from(now), sha256)
                    .update();
        }
    }

    private record Used(Caller caller, @Nullable Instant lastUsedAt) {}

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private String next() {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static byte[] sha256(String token) {
        return Octets.of(token.getBytes(StandardCharsets.UTF_8)).sha256().toArray();
    }

    private static Set<Scope> scopes(Array words) throws SQLException {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream((String[]) words.getArray())
                .flatMap(word -> Scope.ofWord(word).stream())
                .forEach(scopes::add);
        return scopes;
    }
}
