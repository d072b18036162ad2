package org.httpca.standalone;

import java.security.SecureRandom;
import java.util.List;
import org.httpca.embedded.broker.AmqpBroker;
import org.httpca.embedded.broker.BrokerUser;
import org.httpca.embedded.broker.RabbitMqDefinitions;
import org.httpca.embedded.postgresql.DatabaseServer;
import org.httpca.embedded.postgresql.GivenPostgresql;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/** PostgreSQL and RabbitMQ out of their own projects' images, newer ones than the distribution has. */
final class ContainerParts {
    private static final String POSTGRESQL = "postgres:18";
    private static final String RABBITMQ = "rabbitmq:4.1";
    private static final int POSTGRESQL_PORT = 5432;
    private static final String DEFINITIONS = "/etc/rabbitmq/httpca.json";

    /** Their data stays in the containers, and goes with them. */
    static final Parts PARTS =
            new Parts("containers", folder -> database(), (folder, users) -> new ContainedRabbitMq(users));

    private ContainerParts() {}

    private static DatabaseServer database() {
        PostgreSQLContainer container =
                new PostgreSQLContainer(POSTGRESQL).withUsername("postgres").withDatabaseName("postgres");
        container.start();
        return new GivenPostgresql(
                container.getHost(),
                container.getMappedPort(POSTGRESQL_PORT),
                container.getPassword(),
                container::stop);
    }

    /** With the users and rights that the standalone asks for, and no others. */
    private static final class ContainedRabbitMq implements AmqpBroker {
        private final RabbitMQContainer container;

        ContainedRabbitMq(List<BrokerUser> users) {
            container = new RabbitMQContainer(RABBITMQ)
                    .withCopyToContainer(
                            Transferable.of(RabbitMqDefinitions.json(users, new SecureRandom())), DEFINITIONS)
                    .withCopyToContainer(
                            Transferable.of("load_definitions = " + DEFINITIONS + "\n"),
                            "/etc/rabbitmq/conf.d/20-httpca.conf");
            container.start();
        }

        @Override
        public Kind kind() {
            return Kind.RABBITMQ;
        }

        @Override
        public String host() {
            return container.getHost();
        }

        @Override
        public int port() {
            return container.getAmqpPort();
        }

        @Override
        public String virtualHost() {
            return "/";
        }

        @Override
        public void close() {
            container.stop();
        }
    }
}
