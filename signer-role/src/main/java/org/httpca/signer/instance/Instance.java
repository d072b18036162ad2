package org.httpca.signer.instance;

import java.util.Map;

/**
 * Another signer that is alive.
 *
 * @param profiles the hash of each of its profiles, by name
 */
record Instance(String name, Map<String, String> profiles) {
    Instance {
        profiles = Map.copyOf(profiles);
    }
}
