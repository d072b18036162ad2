package org.httpca.signer;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.httpca.start.InvalidSettingException;
import org.httpca.start.SecretFile;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/**
 * Reads single settings, and says in one sentence what to set where one is missing. Relative paths begin at the folder of
 * the configuration file.
 */
final class SettingsReader {
    /** Where relative paths begin; set from {@code --config}. */
    static final String FOLDER = "httpca.config-folder";

    private final Environment environment;

    SettingsReader(Environment environment) {
        this.environment = environment;
    }

    String text(String key, String what) {
        String value = optional(key);
        if (value == null) {
            throw new InvalidSettingException("Set " + key + ": " + what + ".");
        }
        return value;
    }

    @Nullable
    String optional(String key) {
        if (!SignerSettings.KEYS.knows(key)) {
            throw new IllegalStateException(key + " is missing in the list of settings");
        }
        String value = environment.getProperty(key);
        return value == null || value.isBlank() ? null : value.strip();
    }

    <T> T parsed(String key, String what, Function<String, T> parser) {
        String value = text(key, what);
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(key + " cannot be '" + value + "': " + what + ".", e);
        }
    }

    /** A file or folder that is there and can be read. */
    Path path(String key, String what) {
        return readable(key, resolve(key, text(key, what)));
    }

    @Nullable
    Path optionalPath(String key) {
        String value = optional(key);
        return value == null ? null : readable(key, resolve(key, value));
    }

    /** A file with a secret: other users of the machine must not be able to read it. */
    Path secret(String key, String what) {
        return closed(key, path(key, what));
    }

    @Nullable
    Path optionalSecret(String key) {
        Path path = optionalPath(key);
        return path == null ? null : closed(key, path);
    }

    /** A time of one day to a year, such as {@code 30d}. */
    Duration days(String key, Duration standard) {
        String value = optional(key);
        if (value == null) {
            return standard;
        }
        Duration read;
        try {
            read = DurationStyle.detectAndParse(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(key + " cannot be '" + value + "': set it to a time such as 30d.", e);
        }
        if (read.compareTo(Duration.ofDays(1)) < 0 || read.compareTo(Duration.ofDays(366)) > 0) {
            throw new InvalidSettingException(key + " must be between a day and a year.");
        }
        return read;
    }

    /** A whole number from 0 on. */
    int number(String key, int standard, int most) {
        String value = optional(key);
        if (value == null) {
            return standard;
        }
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) > most) {
            throw new InvalidSettingException(
                    key + " cannot be '" + value + "': set it to a whole number from 0 to " + most + ".");
        }
        return Integer.parseInt(value);
    }

    private Path resolve(String key, String value) {
        try {
            String folder = optional(FOLDER);
            return folder == null ? Path.of(value) : Path.of(folder).resolve(value);
        } catch (InvalidPathException e) {
            throw new InvalidSettingException(key + " is not a path.", e);
        }
    }

    private static Path readable(String key, Path path) {
        if (!Files.isReadable(path)) {
            throw new InvalidSettingException(key + " names " + path + ", which cannot be read.");
        }
        return path;
    }

    private static Path closed(String key, Path path) {
        SecretFile.check(key, path);
        return path;
    }
}
