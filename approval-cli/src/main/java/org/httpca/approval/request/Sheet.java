package org.httpca.approval.request;

import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.httpca.approval.terminal.Paragraph;
import org.httpca.approval.terminal.VisibleText;
import org.jspecify.annotations.Nullable;

/** Labelled fields, one below the other. Every value is made visible and wrapped here, so none can be forgotten. */
final class Sheet {
    private static final int WIDTH = 80;
    private static final int LABEL = 15;

    private final PrintStream out;

    Sheet(PrintStream out) {
        this.out = out;
    }

    /** An empty line between two groups of fields. */
    void gap() {
        out.println();
    }

    /** A field; nothing at all if the value is null. */
    void field(String label, @Nullable String value) {
        field(label, value, UnaryOperator.identity());
    }

    /** A field whose lines are emphasised. */
    void field(String label, @Nullable String value, UnaryOperator<String> emphasis) {
        if (value == null) {
            return;
        }
        String head = "  " + label + " ".repeat(Math.max(1, LABEL - 2 - label.length()));
        List<String> lines = Paragraph.lines(VisibleText.of(value), WIDTH - LABEL);
        for (String line : lines) {
            out.println(head + emphasis.apply(line));
            head = " ".repeat(LABEL);
        }
    }
}
