package org.httpca.start;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataNotFoundException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** What a fault at the start says to an operator, where it is the settings' and not ours. */
final class Sentence {
    private static final int DEPTH = 20;
    /** A setting of the framework's that follows one of ours. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(httpca\\.[a-z.-]+)[^}]*\\}");

    private Sentence() {}

    /** Empty for a fault that needs its stack trace. */
    static Optional<String> of(Throwable fault) {
        int depth = 0;
        for (Throwable at = fault; at != null && depth++ < DEPTH; at = at.getCause()) {
            String sentence = one(at);
            if (sentence != null) {
                return Optional.of(line(sentence));
            }
        }
        return Optional.empty();
    }

    private static @Nullable String one(Throwable fault) {
        if (fault instanceof InvalidSettingException) {
            return fault.getMessage();
        }
        if (fault instanceof BindException unbound) {
            return unbound(unbound);
        }
        if (fault instanceof ConfigDataNotFoundException missing) {
            return "There is no configuration " + missing.getReferenceDescription() + " that can be read.";
        }
        if (fault instanceof java.net.BindException) {
            return "The port is taken already, or the address is none of this machine: set httpca.port or httpca.bind.";
        }
        if (fault.getClass().getName().startsWith("org.yaml.snakeyaml.")) {
            return "A configuration file is not YAML: " + fault.getMessage();
        }
        return null;
    }

    private static String unbound(BindException fault) {
        int depth = 0;
        for (Throwable at = fault.getCause(); at != null && depth++ < DEPTH; at = at.getCause()) {
            if (at instanceof BindValidationException invalid) {
                return invalid(invalid);
            }
            // a settings record says what is wrong with it by itself
            String message = at.getMessage();
            if ((at instanceof IllegalArgumentException || at instanceof InvalidSettingException)
                    && message != null
                    && message.startsWith("httpca.")) {
                return message;
            }
        }
        String expected = expected(fault.getTarget().getType().resolve(Object.class));
        Object value = fault.getProperty() == null ? null : fault.getProperty().getValue();
        Matcher placeholder = PLACEHOLDER.matcher(String.valueOf(value));
        return placeholder.matches()
                ? placeholder.group(1) + " cannot be what it is: set it to " + expected + "."
                : fault.getName() + " cannot be '" + value + "': set it to " + expected + ".";
    }

    private static String invalid(BindValidationException fault) {
        ObjectError error = fault.getValidationErrors().getAllErrors().get(0);
        String name = fault.getValidationErrors().getName().toString();
        if (error instanceof FieldError field) {
            name += "." + SettingKeys.kebab(field.getField());
        }
        return name + " " + error.getDefaultMessage() + ".";
    }

    private static String expected(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "a time, such as 30s or 5m";
            case "URI" -> "an address, such as https://ca.example.org";
            case "Path" -> "a path";
            default -> "what the documentation says";
        };
    }

    /** Control characters out of a file shall not break the line. */
    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    }
}
