package org.httpca.embedded.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.httpca.embedded.process.PrivateFolder;
import tools.jackson.databind.json.JsonMapper;

/** RabbitMQ's configuration, definitions and environment for one start in our folder, touching nothing in /etc. */
record RabbitMqFiles(PrivateFolder folder, int port, int distributionPort, int portMapperPort) {
    static final String PID_FILE = "rabbitmq.pid";
    private static final String NOTHING = "^$";

    void write(List<BrokerUser> users, SecureRandom random) throws IOException {
        Files.deleteIfExists(log());
        Files.deleteIfExists(path(PID_FILE));
        folder.writePrivately("definitions.json", JsonMapper.shared().writeValueAsString(definitions(users, random)));
        folder.writePrivately(
                "rabbitmq.conf",
                "listeners.tcp.1 = 127.0.0.1:" + port + "\n"
                        + "load_definitions = " + path("definitions.json") + "\n"
                        + "auth_mechanisms.1 = PLAIN\n"
                        + "vm_memory_high_watermark.absolute = 512MB\n"
                        + "log.file.level = info\n");
        folder.writePrivately("enabled_plugins", "[].\n");
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HOME", folder.path().toString());
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("ERL_EPMD_PORT", Integer.toString(portMapperPort));
        environment.put("RABBITMQ_NODENAME", "httpca@localhost");
        environment.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
        environment.put("RABBITMQ_NODE_PORT", Integer.toString(port));
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(distributionPort));
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none");
        environment.put("RABBITMQ_CONFIG_FILE", path("rabbitmq.conf").toString());
        environment.put("RABBITMQ_ADVANCED_CONFIG_FILE", path("advanced.config").toString());
        environment.put("RABBITMQ_CONF_ENV_FILE", path("rabbitmq-env.conf").toString());
        environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", path("enabled_plugins").toString());
        environment.put("RABBITMQ_MNESIA_BASE", path("data").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.path().toString());
        environment.put("RABBITMQ_LOGS", log().toString());
        environment.put("RABBITMQ_PID_FILE", path(PID_FILE).toString());
        return environment;
    }

    Path log() {
        return path("rabbitmq.log");
    }

    /** Whether the log has the words that follow the last boot step. */
    boolean saysStarted() {
        try {
            return Files.exists(log())
                    && Files.readString(log(), StandardCharsets.ISO_8859_1).contains("Server startup complete");
        } catch (IOException e) {
            return false;
        }
    }

    private Path path(String name) {
        return folder.path().resolve(name);
    }

    private static Map<String, Object> definitions(List<BrokerUser> users, SecureRandom random) {
        return Map.of(
                "vhosts", List.of(Map.of("name", "/")),
                "users", users.stream().map(user -> user(user, random)).toList(),
                "permissions", users.stream().map(RabbitMqFiles::permissions).toList());
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
