package org.httpca.signer.setup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.httpca.forward.broker.Flavour;
import org.httpca.forward.broker.Topology;
import org.httpca.message.MessageJson;
import org.httpca.message.Role;
import tools.jackson.databind.SerializationFeature;

/**
 * RabbitMQ's own files: mutual TLS as the only way in, and a user per role who may write to one exchange and read from one
 * queue. The topology is loaded at each start of the broker, so that a broker that lost everything has it again.
 */
final class BrokerFiles {

    private static final String VIRTUAL_HOST = "/";

    private BrokerFiles() {}

    static String configuration(int port) {
        return """
                # RabbitMQ for HttpCA: TLS with client certificates and nothing else. Paths are the broker's own.
                listeners.tcp = none
                listeners.ssl.default = %d
                ssl_options.cacertfile = /etc/rabbitmq/httpca/ca.pem
                ssl_options.certfile = /etc/rabbitmq/httpca/server.pem
                ssl_options.keyfile = /etc/rabbitmq/httpca/server-key.pem
                ssl_options.verify = verify_peer
                ssl_options.fail_if_no_peer_cert = true
                ssl_options.versions.1 = tlsv1.3
                ssl_options.versions.2 = tlsv1.2
                auth_mechanisms.1 = EXTERNAL
                ssl_cert_login_from = common_name
                load_definitions = /etc/rabbitmq/httpca/definitions.json
                """.formatted(port);
    }

    static String plugins() {
        return "[rabbitmq_auth_mechanism_ssl].\n";
    }

    static String definitions() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put("vhosts", List.of(Map.of("name", VIRTUAL_HOST)));
        List<Object> users = new ArrayList<>();
        List<Object> permissions = new ArrayList<>();
        List<Object> exchanges = new ArrayList<>();
        List<Object> queues = new ArrayList<>();
        List<Object> bindings = new ArrayList<>();
        exchanges.add(exchange(Topology.DEAD));
        for (Role role : Role.values()) {
            String user = role.wireName();
            Role other = role == Role.SIGNER ? Role.WORKER : Role.SIGNER;
            users.add(ordered("name", user, "password_hash", "", "tags", List.of()));
            permissions.add(ordered(
                    "user",
                    user,
                    "vhost",
                    VIRTUAL_HOST,
                    "configure",
                    "^$",
                    "write",
                    exactly(Topology.exchangeTo(other)),
                    "read",
                    exactly(Topology.queueOf(role))));
            exchanges.add(exchange(Topology.exchangeTo(role)));
            queues.add(queue(Topology.queueOf(role), Flavour.RABBITMQ.liveQueue()));
            queues.add(queue(Topology.deadQueueOf(role), Flavour.RABBITMQ.deadQueue()));
            bindings.add(binding(Topology.exchangeTo(role), Topology.queueOf(role), Topology.routingKeyTo(role)));
            bindings.add(binding(Topology.DEAD, Topology.deadQueueOf(role), Topology.routingKeyTo(role)));
        }
        definitions.put("users", users);
        definitions.put("permissions", permissions);
        definitions.put("exchanges", exchanges);
        definitions.put("queues", queues);
        definitions.put("bindings", bindings);
        return MessageJson.mapper()
                        .rebuild()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(definitions)
                + "\n";
    }

    private static String exactly(String name) {
        return "^" + name.replace(".", "\\.") + "$";
    }

    private static Map<String, Object> exchange(String name) {
        return ordered(
                "name",
                name,
                "vhost",
                VIRTUAL_HOST,
                "type",
                "direct",
                "durable",
                true,
                "auto_delete",
                false,
                "internal",
                false,
                "arguments",
                Map.of());
    }

    private static Map<String, Object> queue(String name, Map<String, Object> arguments) {
        return ordered(
                "name",
                name,
                "vhost",
                VIRTUAL_HOST,
                "durable",
                true,
                "auto_delete",
                false,
                "arguments",
                new TreeMap<>(arguments));
    }

    private static Map<String, Object> binding(String exchange, String queue, String routingKey) {
        return ordered(
                "source",
                exchange,
                "vhost",
                VIRTUAL_HOST,
                "destination",
                queue,
                "destination_type",
                "queue",
                "routing_key",
                routingKey,
                "arguments",
                Map.of());
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
