package org.httpca.approval.terminal;

import java.io.Console;
import java.io.InputStream;
import java.io.OutputStream;

/** Whether a person sits at the process's own terminal. */
public final class Attached {
    private Attached() {}

    /** True if both streams are the process's own and both are a terminal. */
    public static boolean toTerminal(InputStream in, OutputStream out) {
        return in == System.in && out == System.out && consoleIsTerminal();
    }

    /** Colours for a terminal, unless NO_COLOR (no-color.org) or a dumb terminal says otherwise. */
    public static Style style(boolean terminal) {
        String noColour = System.getenv("NO_COLOR");
        boolean wanted = (noColour == null || noColour.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        return terminal && wanted ? Style.COLOURED : Style.PLAIN;
    }

    @SuppressWarnings("SystemConsoleNull") // that is what isTerminal below is for
    private static boolean consoleIsTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // JDK 22 and later give a console even without a terminal, and this method to tell.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
