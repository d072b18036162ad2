package org.httpca.embedded.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Users and their rights as RabbitMQ loads them when it starts. */
public final class RabbitMqDefinitions {
    private static final String NOTHING = "^$";

    private RabbitMqDefinitions() {}

    /** The JSON of a definitions file. The passwords in it are salted and hashed. */
    public static String json(List<BrokerUser> users, SecureRandom random) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "vhosts", List.of(Map.of("name", "/")),
                        "users", users.stream().map(user -> user(user, random)).toList(),
                        "permissions",
                                users.stream()
                                        .map(RabbitMqDefinitions::permissions)
                                        .toList()));
    }

    private static Map<String, Object> user(BrokerUser user, SecureRandom random) {
        return Map.of(
                "name",
                user.name(),
                "password_hash",
                passwordHash(user.password(), random),
                "hashing_algorithm",
                "rabbit_password_hashing_sha256",
                "tags",
                user.administrator() ? List.of("administrator") : List.of());
    }

    private static Map<String, Object> permissions(BrokerUser user) {
        boolean all = user.administrator();
        return Map.of(
                "user", user.name(),
                "vhost", "/",
                "configure", all ? ".*" : NOTHING,
                "write", all ? ".*" : oneOf(user.publishesTo()),
                "read", all ? ".*" : oneOf(user.consumesFrom()));
    }

    /** A regular expression for exactly these names; they consist of letters, digits, '_', '.' and '-'. */
    private static String oneOf(Collection<String> names) {
        return names.isEmpty()
                ? NOTHING
                : names.stream()
                        .sorted()
                        .map(name -> name.replace(".", "\\.").replace("-", "\\-"))
                        .collect(Collectors.joining("|", "^(", ")$"));
    }

    /** RabbitMQ's own format: Base64 of a salt of four bytes and the SHA-256 of salt and password. */
    private static String passwordHash(String password, SecureRandom random) {
        try {
            byte[] salt = new byte[4];
            random.nextBytes(salt);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(salt);
            byte[] hash = digest.digest(password.getBytes(StandardCharsets.UTF_8));
            byte[] both = new byte[salt.length + hash.length];
            System.arraycopy(salt, 0, both, 0, salt.length);
            System.arraycopy(hash, 0, both, salt.length, hash.length);
            return Base64.getEncoder().encodeToString(both);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no SHA-256.", e);
        }
    }
}
