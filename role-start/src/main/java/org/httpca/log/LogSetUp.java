package org.httpca.log;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.log.LogSettings.Format;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Turns {@code httpca.log} into what Spring Boot's logging reads, before it does. Found by spring.factories. */
public final class LogSetUp implements EnvironmentPostProcessor, Ordered {
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{1,5}))?");
    private static final String CONSOLE = "httpca-log.console";
    private static final String SYSLOG_PORT = "514";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> logging = new HashMap<>(parts(environment::getProperty));
        logging.put("logging.config", "classpath:org/httpca/log/logback.xml");
        if (Format.JSON.word().equals(logging.get(CONSOLE))) {
            logging.put("logging.structured.format.console", "ecs");
        }
        environment.getPropertySources().addLast(new MapPropertySource("httpca-log", logging));
    }

    /**
     * For a process that has a log of its own for several roles.
     *
     * @return what its {@code logback.xml} finds as properties of the JVM
     */
    public static Map<String, String> forProcess(Map<String, String> settings) {
        return parts(settings::get);
    }

    private static Map<String, String> parts(Function<String, @Nullable String> settings) {
        Map<String, String> parts = new HashMap<>();
        parts.put(
                CONSOLE, format(settings.apply(LogSettings.PREFIX + ".format")).word());
        String syslog = settings.apply(LogSettings.PREFIX + ".syslog");
        if (syslog != null && !syslog.isBlank()) {
            Matcher address = ADDRESS.matcher(syslog.strip());
            if (!address.matches()) {
                throw new InvalidSettingException(
                        "httpca.log.syslog cannot be '" + syslog + "': set it to HOST or HOST:PORT.");
            }
            parts.put("httpca-log.syslog", "syslog");
            parts.put("httpca-log.syslog-host", address.group(1));
            parts.put("httpca-log.syslog-port", Objects.requireNonNullElse(address.group(2), SYSLOG_PORT));
        }
        return parts;
    }

    private static Format format(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return Format.TEXT;
        }
        try {
            return Format.valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("httpca.log.format cannot be '" + word + "': set it to text or json.", e);
        }
    }
}
