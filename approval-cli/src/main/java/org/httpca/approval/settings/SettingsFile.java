package org.httpca.approval.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.httpca.approval.exit.CommandFailed;
import org.httpca.approval.exit.ExitCode;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** A small YAML file as dotted keys: {@code database: {url: x}} is {@code database.url}. */
final class SettingsFile {
    private static final int MAX_BYTES = 64 * 1024;

    private final Path file;
    private final Map<String, String> values;

    private SettingsFile(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    static SettingsFile read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new CommandFailed(ExitCode.ERROR, file + " is larger than settings are.");
            }
            Object tree = yaml().load(Files.readString(file));
            Map<String, String> values = new LinkedHashMap<>();
            flatten("", tree, values);
            return new SettingsFile(file, values);
        } catch (IOException e) {
            throw new CommandFailed(
                    ExitCode.ERROR, file + " cannot be read: run this as the user who owns it (" + e + ").", e);
        } catch (YAMLException e) {
            throw new CommandFailed(ExitCode.ERROR, file + " is not valid YAML: " + e.getMessage(), e);
        }
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(5);
        return new Yaml(new SafeConstructor(options));
    }

    private static void flatten(String prefix, Object node, Map<String, String> values) {
        if (node instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getValue() != null) {
                    flatten(
                            prefix.isEmpty() ? "" + entry.getKey() : prefix + "." + entry.getKey(),
                            entry.getValue(),
                            values);
                }
            }
        } else if (node != null && !prefix.isEmpty()) {
            values.put(prefix, node.toString());
        }
    }

    /** Null where it is not there. */
    @Nullable
    String optional(String key) {
        String value = values.get(key);
        return value == null || value.isBlank() ? null : value;
    }

    /** The value of a key that must be there. */
    String text(String key) {
        String value = values.get(key);
        if (value == null || value.isBlank()) {
            throw new CommandFailed(ExitCode.ERROR, file + " lacks " + key + ": add it, or run ./httpca setup again.");
        }
        return value;
    }
}
