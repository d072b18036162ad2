package org.httpca.start;

import java.util.function.Supplier;

/** Starts a role, or says why not. */
public final class Start {
    private Start() {}

    /**
     * What the supplier starts.
     *
     * @throws InvalidSettingException with one sentence, whatever the container wrapped around the wrong setting
     */
    public static <T> T refusing(Supplier<T> role) {
        try {
            return role.get();
        } catch (RuntimeException e) {
            throw Sentence.of(e)
                    .<RuntimeException>map(sentence -> new InvalidSettingException(sentence, e))
                    .orElse(e);
        }
    }

    /** For a main: the sentence is in the log already, so that the process only ends, with exit code 1. */
    public static void orExit(Runnable main) {
        try {
            main.run();
        } catch (InvalidSettingException e) {
            System.exit(1);
        }
    }
}
