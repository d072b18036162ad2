package org.httpca.standalone;

import java.nio.file.Path;
import java.util.List;
import org.httpca.embedded.broker.AmqpBroker;
import org.httpca.embedded.broker.BrokerUser;
import org.httpca.embedded.broker.EmbeddedBroker;
import org.httpca.embedded.broker.InstalledRabbitMq;
import org.httpca.embedded.postgresql.PostgresqlServer;

/** Which database and broker the roles run on. */
enum Parts {
    /** Out of the class path: what a user of the standalone gets. */
    EMBEDDED {
        @Override
        PostgresqlServer database(Path folder) {
            return PostgresqlServer.startEmbedded(folder);
        }

        @Override
        AmqpBroker broker(Path folder, List<BrokerUser> users) {
            return EmbeddedBroker.start(folder, 0, users);
        }
    },
    /** The distribution's PostgreSQL and RabbitMQ. */
    INSTALLED {
        @Override
        PostgresqlServer database(Path folder) {
            return PostgresqlServer.startInstalled(folder);
        }

        @Override
        AmqpBroker broker(Path folder, List<BrokerUser> users) {
            return InstalledRabbitMq.start(folder, users);
        }
    };

    abstract PostgresqlServer database(Path folder);

    abstract AmqpBroker broker(Path folder, List<BrokerUser> users);
}
