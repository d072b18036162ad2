package org.httpca.embedded.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.httpca.embedded.process.PrivateFolder;

/** RabbitMQ's configuration for one start in our folder: users with passwords, and their rights. */
record RabbitMqFiles(PrivateFolder folder, int port) {
    RabbitMqConfiguration write(List<BrokerUser> users, SecureRandom random) throws IOException {
        folder.writePrivately("definitions.json", RabbitMqDefinitions.json(users, random));
        folder.writePrivately(
                "rabbitmq.conf",
                "listeners.tcp.1 = 127.0.0.1:" + port + "\n"
                        + "load_definitions = " + path("definitions.json") + "\n"
                        + "auth_mechanisms.1 = PLAIN\n"
                        + "vm_memory_high_watermark.absolute = 512MB\n"
                        + "log.file.level = info\n");
        folder.writePrivately("enabled_plugins", "[].\n");
        return new RabbitMqConfiguration(path("rabbitmq.conf"), path("enabled_plugins"), port);
    }

    private Path path(String name) {
        return folder.path().resolve(name);
    }
}
