package org.httpca.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.httpca.embedded.broker.AmqpBroker;
import org.httpca.embedded.broker.BrokerUser;
import org.httpca.embedded.broker.EmbeddedBroker;
import org.httpca.embedded.broker.InstalledRabbitMq;
import org.httpca.embedded.postgresql.DatabaseServer;
import org.httpca.embedded.postgresql.PostgresqlServer;
import picocli.CommandLine.TypeConversionException;

/**
 * Which database and broker the roles run on.
 *
 * @param name shown in the names of logs
 * @param databases starts a server with its data in a folder
 * @param brokers likewise, for these users
 */
record Parts(
        String name, Function<Path, DatabaseServer> databases, BiFunction<Path, List<BrokerUser>, AmqpBroker> brokers) {

    /** Out of the class path: what a user of the standalone gets. */
    static final Parts EMBEDDED = new Parts(
            "embedded", PostgresqlServer::startEmbedded, (folder, users) -> EmbeddedBroker.start(folder, 0, users));

    /** The distribution's PostgreSQL and RabbitMQ. */
    static final Parts INSTALLED = new Parts("installed", PostgresqlServer::startInstalled, InstalledRabbitMq::start);

    /** By its name in capitals, for whoever chooses on a command line. */
    static Parts of(String name) {
        for (Parts parts : List.of(EMBEDDED, INSTALLED)) {
            if (parts.name.toUpperCase(Locale.ROOT).equals(name)) {
                return parts;
            }
        }
        throw new TypeConversionException("EMBEDDED or INSTALLED, not '" + name + "'.");
    }

    DatabaseServer database(Path folder) {
        return databases.apply(folder);
    }

    AmqpBroker broker(Path folder, List<BrokerUser> users) {
        return brokers.apply(folder, users);
    }

    @Override
    public String toString() {
        return name;
    }
}
