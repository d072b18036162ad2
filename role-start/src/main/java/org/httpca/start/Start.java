package org.httpca.start;

import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;

/** Starts a role, or says why not. */
public final class Start {
    private Start() {}

    /**
     * What the supplier starts.
     *
     * @throws InvalidSettingException with one sentence, whatever the container wrapped around the wrong setting
     */
    public static <T> T refusing(Supplier<T> role) {
        LocaleContext before = LocaleContextHolder.getLocaleContext();
        // Bean Validation would word its part of the sentence in the language of the operator's machine.
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        try {
            return role.get();
        } catch (RuntimeException e) {
            throw Sentence.of(e)
                    .<RuntimeException>map(sentence -> new InvalidSettingException(sentence, e))
                    .orElse(e);
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }

    /** For a main: the sentence is in the log already, so that the process only ends, with the code that goes with it. */
    public static void orExit(Runnable main) {
        try {
            main.run();
        } catch (InvalidSettingException e) {
            System.exit(e.exitCode());
        }
    }
}
