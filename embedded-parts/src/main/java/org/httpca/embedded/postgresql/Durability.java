package org.httpca.embedded.postgresql;

import java.util.List;

/** Whether a commit is on the disk when it returns. Tests that throw their data away may do without; nothing else may. */
enum Durability {
    DURABLE("on"),
    NONE("off");

    private final String value;

    Durability(String value) {
        this.value = value;
    }

    List<String> settings() {
        return List.of("fsync=" + value, "synchronous_commit=" + value, "full_page_writes=" + value);
    }
}
