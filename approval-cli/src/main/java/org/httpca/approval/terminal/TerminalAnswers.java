package org.httpca.approval.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Answers from a person at a terminal, with line editing and without a history. The only class that knows JLine. */
public final class TerminalAnswers implements Answers {
    private final Terminal terminal;
    private final LineReader reader;

    TerminalAnswers(Terminal terminal) {
        this.terminal = terminal;
        if (terminal.getColumns() <= 0 || terminal.getRows() <= 0) {
            // Pseudo-terminals that nobody sized: on 0 columns the question is never drawn.
            terminal.setSize(Size.of(80, 24));
        }
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .variable(LineReader.DISABLE_HISTORY, true)
                .variable(LineReader.DISABLE_COMPLETION, true)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.BRACKETED_PASTE, false)
                .build();
    }

    /** The terminal of this process. */
    public static TerminalAnswers ofSystem() {
        try {
            return new TerminalAnswers(
                    TerminalBuilder.builder().system(true).dumb(true).build());
        } catch (IOException e) {
            throw new UncheckedIOException("This terminal cannot be used.", e);
        }
    }

    @Override
    public @Nullable String ask(String question) {
        try {
            return reader.readLine(question);
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
