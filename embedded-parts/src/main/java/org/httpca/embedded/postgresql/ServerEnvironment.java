package org.httpca.embedded.postgresql;

import java.util.HashMap;
import java.util.Map;

/** The environment of PostgreSQL's programs: without anybody's PG… variables, and with messages in English. */
final class ServerEnvironment {
    private ServerEnvironment() {}

    static Map<String, String> clean() {
        Map<String, String> environment = new HashMap<>();
        System.getenv().keySet().stream()
                .filter(name -> name.startsWith("PG"))
                .forEach(name -> environment.put(name, ""));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return environment;
    }
}
