package org.httpca.embedded.broker;

import java.util.Set;

/**
 * Who may log in, and what for. An administrator may do everything. Everybody else may publish and consume, and may not declare,
 * bind or delete anything. Each broker has a gap in that, which its class names: {@link EmbeddedBroker} does not guard new bindings,
 * {@link InstalledRabbitMq} lets a consumer purge its queue.
 *
 * @param name 1 to 64 of a-z, 0-9, '_', '.', '-'
 * @param password not empty
 * @param publishesTo names of exchanges, with any routing key
 * @param consumesFrom names of queues
 */
public record BrokerUser(
        String name, String password, Set<String> publishesTo, Set<String> consumesFrom, boolean administrator) {
    /**
     * @throws IllegalArgumentException for a name that one of the brokers would read as a pattern, a keyword or a reference
     */
    public BrokerUser {
        if (!name.matches("[a-z0-9_.-]{1,64}")) {
            throw new IllegalArgumentException("A broker user's name has 1 to 64 of a-z, 0-9, '_', '.' and '-'.");
        }
        if (password.isEmpty() || password.contains("${")) {
            throw new IllegalArgumentException("The password of broker user " + name + " is empty or contains '${'.");
        }
        publishesTo = Set.copyOf(publishesTo);
        consumesFrom = Set.copyOf(consumesFrom);
        publishesTo.forEach(BrokerUser::checkName);
        consumesFrom.forEach(BrokerUser::checkName);
    }

    private static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9_.-]{1,127}")) {
            throw new IllegalArgumentException(
                    "The name of an exchange or queue has 1 to 127 letters, digits, '_', '.' and '-' here.");
        }
    }

    @Override
    public String toString() {
        return "BrokerUser[" + name + (administrator ? ", administrator" : "") + ", publishes to " + publishesTo
                + ", consumes from " + consumesFrom + "]";
    }
}
