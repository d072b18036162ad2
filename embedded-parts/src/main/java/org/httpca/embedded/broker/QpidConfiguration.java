package org.httpca.embedded.broker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Qpid's initial configuration as JSON: one port, one virtual host, the users and what each may do. */
final class QpidConfiguration {
    /** Fixed ids, so that each start finds the virtual host that the store belongs to. */
    private static final String NODE_ID = "5b8f3a0e-6f0c-4b5e-9a55-0d6a3c1c7f01";

    static final String SYSTEM_PROPERTIES = "system.properties";
    static final String INITIAL = "broker.json";
    static final String STORED = "config.json";

    private QpidConfiguration() {}

    /** What Qpid must know before it reads its configuration. */
    static Map<String, Object> systemAttributes(Path folder) {
        return Map.of(
                "type",
                "JSON",
                "storePath",
                folder.resolve(STORED).toString(),
                "initialConfigurationLocation",
                folder.resolve(INITIAL).toString(),
                "initialSystemPropertiesLocation",
                folder.resolve(SYSTEM_PROPERTIES).toString(),
                "startupLoggedToSystemOut",
                false,
                "context",
                Map.of("qpid.work_dir", folder.toString(), "qpid.default_posix_file_permissions", "rw-------"));
    }

    static String json(int port, List<BrokerUser> users) {
        Map<String, Object> broker = new LinkedHashMap<>();
        broker.put("name", "httpca");
        broker.put("modelVersion", "9.1");
        broker.put("context", context());
        broker.put("authenticationproviders", List.of(authentication(users)));
        broker.put(
                "accesscontrolproviders",
                List.of(Map.of(
                        "name", "rights", "type", "RuleBased", "defaultResult", "DENIED", "rules", rules(users))));
        broker.put("ports", List.of(port(port)));
        broker.put("virtualhostnodes", List.of(node()));
        return JsonMapper.shared().writeValueAsString(broker);
    }

    private static Map<String, String> context() {
        Map<String, String> context = new LinkedHashMap<>();
        // RabbitMQ's x-… arguments are no error here.
        context.put("queue.behaviourOnUnknownDeclareArgument", "IGNORE");
        context.put("exchange.behaviourOnUnknownDeclareArgument", "IGNORE");
        // A pool must be larger than twice its selectors.
        context.put("qpid.port.amqp.threadPool.size", "4");
        context.put("qpid.port.amqp.threadPool.numberOfSelectors", "1");
        context.put("virtualhost.connectionThreadPool.size", "8");
        context.put("virtualhost.connectionThreadPool.numberOfSelectors", "1");
        // By default publishers are stopped without a word at 90 % of the disk, and the store wants 5 GB to stay free.
        context.put("store.filesystem.maxUsagePercent", "99");
        context.put("je.freeDisk", Long.toString(100L * 1024 * 1024));
        return context;
    }

    private static Map<String, Object> authentication(List<BrokerUser> users) {
        return Map.of(
                "name",
                "users",
                "type",
                "Plain",
                "disabledMechanisms",
                List.of("CRAM-MD5", "SCRAM-SHA-1"),
                // The connection does not leave the machine.
                "secureOnlyMechanisms",
                List.of(),
                "users",
                users.stream()
                        .map(user -> Map.of("name", user.name(), "type", "managed", "password", user.password()))
                        .toList());
    }

    private static Map<String, Object> port(int port) {
        return Map.of(
                "name", "AMQP",
                "type", "AMQP",
                "port", port,
                "bindingAddress", "127.0.0.1",
                "protocols", List.of("AMQP_0_9_1"),
                "authenticationProvider", "users",
                "virtualhostaliases",
                        List.of(
                                Map.of("name", "nameAlias", "type", "nameAlias"),
                                Map.of("name", "defaultAlias", "type", "defaultAlias")));
    }

    private static Map<String, Object> node() {
        return Map.of(
                "id",
                NODE_ID,
                "name",
                "default",
                "type",
                "BDB",
                "storePath",
                "${qpid.work_dir}/store",
                "defaultVirtualHostNode",
                true,
                "virtualHostInitialConfiguration",
                "{\"type\":\"ProvidedStore\",\"name\":\"default\"}");
    }

    private static List<Map<String, Object>> rules(List<BrokerUser> users) {
        List<Map<String, Object>> rules = new ArrayList<>();
        for (BrokerUser user : users) {
            if (user.administrator()) {
                rules.add(rule(user, "ALL", "ALL", Map.of()));
                continue;
            }
            rules.add(rule(user, "ACCESS", "VIRTUALHOST", Map.of()));
            user.publishesTo().forEach(name -> rules.add(rule(user, "PUBLISH", "EXCHANGE", Map.of("NAME", name))));
            user.consumesFrom().forEach(name -> rules.add(rule(user, "CONSUME", "QUEUE", Map.of("NAME", name))));
        }
        return rules;
    }

    private static Map<String, Object> rule(
            BrokerUser user, String operation, String objectType, Map<String, String> attributes) {
        return Map.of(
                "identity", user.name(),
                "operation", operation,
                "objectType", objectType,
                "attributes", attributes,
                "outcome", "ALLOW");
    }
}
