package org.httpca.forward.broker;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.impl.CredentialsProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.springframework.amqp.AmqpConnectException;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.Connection;

/**
 * Two connections to the broker, opened when first needed and again after each loss: one to receive, one to publish, since a
 * broker under memory pressure stops reading from those that publish.
 */
public final class BrokerConnections implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int HEARTBEAT_SECONDS = 20;

    private final CachingConnectionFactory receiving;
    private final CachingConnectionFactory publishing;
    private final Reach toReceive;
    private final Reach toPublish;

    /** @param name shown in the broker's list of connections */
    public BrokerConnections(BrokerSettings settings, String name, Clock clock) {
        ConnectionFactory factory = factory(settings);
        this.receiving = caching(factory, name + "/receive");
        this.publishing = caching(factory, name + "/publish");
        this.toReceive = new Reach(clock);
        this.toPublish = new Reach(clock);
    }

    /** A publisher with a channel of its own; it may be shared by threads, which then take turns. */
    public Publisher publisher() {
        return new ConfirmingPublisher(() -> open(publishing), toPublish);
    }

    /** A fresh channel to receive on, which the caller closes. */
    Channel openReceiving() throws IOException {
        try {
            Channel channel = open(receiving);
            toReceive.works();
            return channel;
        } catch (IOException | RuntimeException e) {
            toReceive.fails();
            throw e;
        }
    }

    /** Since when the broker could not be reached whenever it was needed; empty while all is well. */
    public Optional<Instant> awaySince() {
        return Stream.of(toReceive, toPublish)
                .flatMap(way -> way.awaySince().stream())
                .min(Comparator.naturalOrder());
    }

    @Override
    public void close() {
        receiving.destroy();
        publishing.destroy();
    }

    /** A channel of the client library itself: batches of acknowledgements and confirms need nothing around it. */
    private static Channel open(CachingConnectionFactory connections) throws IOException {
        Connection connection = connections.createConnection();
        com.rabbitmq.client.Connection delegate = connection.getDelegate();
        if (delegate == null) {
            throw new AmqpConnectException("The connection is gone again.", new IOException());
        }
        Channel channel = delegate.createChannel();
        if (channel == null) {
            throw new IOException("The broker allows no more channels.");
        }
        return channel;
    }

    private static CachingConnectionFactory caching(ConnectionFactory factory, String name) {
        CachingConnectionFactory connections = new CachingConnectionFactory(factory);
        connections.setConnectionNameStrategy(any -> name);
        return connections;
    }

    /** A renewed certificate counts from the next connection on. */
    private static SSLContext contextOfNow(BrokerSettings settings) {
        try {
            return BrokerTls.context(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's TLS files cannot be read.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The broker's TLS settings cannot be used.", e);
        }
    }

    /** So does a renewed password. */
    private record PasswordOfNow(String username, Path file) implements CredentialsProvider {
        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public String getPassword() {
            try {
                return SecretFile.read(file);
            } catch (IOException e) {
                throw new UncheckedIOException("The broker's password cannot be read.", e);
            }
        }
    }

    private static ConnectionFactory factory(BrokerSettings settings) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(settings.host());
        factory.setPort(settings.port());
        factory.setVirtualHost(settings.virtualHost());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout(CONNECT_MILLIS);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        try {
            if (settings.tls()) {
                BrokerTls.context(settings); // what cannot be used is said at the start
                factory.setSslContextFactory(connection -> contextOfNow(settings));
                factory.enableHostnameVerification();
            }
            if (settings.tlsKeystore() != null) {
                factory.setSaslConfig(DefaultSaslConfig.EXTERNAL);
            } else if (settings.username() != null && settings.passwordFile() != null) {
                SecretFile.read(settings.passwordFile()); // likewise
                factory.setCredentialsProvider(new PasswordOfNow(settings.username(), settings.passwordFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's credentials cannot be read.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The broker's TLS settings cannot be used.", e);
        }
        return factory;
    }
}
