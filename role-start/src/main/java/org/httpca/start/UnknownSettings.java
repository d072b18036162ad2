package org.httpca.start;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A setting that nobody reads protects nobody: misspelt and foreign ones are refused before anything is made of the others. */
public final class UnknownSettings {
    private static final String PREFIX = "httpca.";
    private static final String VARIABLE_PREFIX = "HTTPCA_";

    private UnknownSettings() {}

    /**
     * Refuses what stands in a file or was typed and is no setting of the role. The environment and the properties of the JVM
     * belong to others too: there, only what looks like a misspelt setting is refused.
     *
     * @throws InvalidSettingException with the nearest setting
     */
    public static void refuse(ConfigurableEnvironment environment, SettingKeys known) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!(source instanceof EnumerablePropertySource<?> listed) || attached(source)) {
                continue;
            }
            List<String> names = List.of(listed.getPropertyNames());
            if (source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
                names.forEach(name -> refuseVariable(name, known));
            } else {
                boolean shared = source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
                names.forEach(name -> refuseKey(name, known, shared));
            }
        }
    }

    /** Boot's view of all the other sources. */
    private static boolean attached(PropertySource<?> source) {
        return source.getName().equals("configurationProperties");
    }

    private static void refuseKey(String name, SettingKeys known, boolean shared) {
        String key = ConfigurationPropertyName.adapt(name, '.').toString();
        if (!key.startsWith(PREFIX) || known.knows(key)) {
            return;
        }
        Optional<String> meant = known.nearest(key);
        if (meant.isPresent()) {
            throw misspelt(name, meant.get());
        }
        if (!shared) {
            throw new InvalidSettingException(
                    name + " is no setting of this role: remove it, or look for the right name in the documentation.");
        }
    }

    private static void refuseVariable(String name, SettingKeys known) {
        if (!name.startsWith(VARIABLE_PREFIX)) {
            return;
        }
        Map<String, String> variables = new TreeMap<>();
        known.all().forEach(key -> variables.put(variable(key), key));
        if (!variables.containsKey(name) && !name.matches(".*_\\d+_?")) {
            SettingKeys.nearest(name, variables.keySet(), 2).ifPresent(meant -> {
                throw misspelt(name, meant);
            });
        }
    }

    private static InvalidSettingException misspelt(String name, String meant) {
        return new InvalidSettingException(name + " is no setting of this role: you probably mean " + meant + ".");
    }

    /** The environment variable that Spring Boot reads a setting from. */
    static String variable(String key) {
        return key.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
