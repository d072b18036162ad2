package org.httpca.approval.terminal;

/** Emphasis for a terminal that shows it; on anything else the words alone. Never wraps around text that is not visible text. */
public enum Style {
    PLAIN(false),
    COLOURED(true);

    private final boolean colours;

    Style(boolean colours) {
        this.colours = colours;
    }

    /** Something is wrong. */
    public String alarm(String text) {
        return sgr("1;31", text);
    }

    /** Something to look at twice. */
    public String caution(String text) {
        return sgr("33", text);
    }

    /** A heading. */
    public String strong(String text) {
        return sgr("1", text);
    }

    /** Whether colours are on. */
    public boolean colours() {
        return colours;
    }

    private String sgr(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
