package org.httpca.standalone;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.message.Role;
import org.httpca.pki.KeyFile;

/** Another worker or signer beside the one of a standalone, with an identity of its own. */
final class SecondInstance {
    private SecondInstance() {}

    /** The settings of another instance beside the first: the same but for its identity. */
    static Map<String, Object> of(Standalone standalone, Role role) throws Exception {
        String name = role.wireName();
        Path first = standalone.data().resolve(name);
        Path second = Files.createDirectory(standalone.data().resolve(name + "-2"));
        try (Stream<Path> tree = Files.walk(first)) {
            for (Path path : tree.skip(1).toList()) {
                Files.copy(path, second.resolve(first.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Path operator = standalone.data().resolve("operator");
        MessagingAuthority authority = MessagingAuthority.load(
                operator.resolve("messaging-ca.p12"),
                KeyFile.readSecret(operator.resolve("messaging-ca.passphrase")),
                Clock.systemUTC(),
                new SecureRandom());
        KeyFile.writePrivately(second.resolve("passphrase"), "another one\n".getBytes(StandardCharsets.US_ASCII));
        authority
                .issue(role, name + "-2", Duration.ofDays(365))
                .save(second.resolve("identity.p12"), "another one".toCharArray());
        Map<String, Object> properties = new HashMap<>(standalone.role(name).properties());
        properties.putAll(Standalone.configuredBy(second, name));
        return properties;
    }
}
