package org.httpca.approval.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** JLine on a pseudo-terminal, with somebody in front of it. */
class TerminalAnswersTest {
    @Test
    @Timeout(30)
    void takes_lines_until_ctrl_d() throws Exception {
        PipedOutputStream keyboard = new PipedOutputStream();
        PipedInputStream typed = new PipedInputStream(keyboard);
        SimulatedPerson person = new SimulatedPerson(keyboard, List.of("a\r", "no!such\r", "\u0004"));
        Terminal terminal = TerminalBuilder.builder()
                .streams(typed, person)
                .system(false)
                .type("ansi")
                .encoding(StandardCharsets.UTF_8)
                .build();
        try (TerminalAnswers answers = new TerminalAnswers(terminal)) {
            assertThat(answers.ask("first? ")).isEqualTo("a");
            assertThat(answers.ask("second? ")).isEqualTo("no!such");
            assertThat(answers.ask("third? ")).isNull();
        }
    }

    /** Reads the screen, and types the next thing when the next question mark appears. */
    private static final class SimulatedPerson extends OutputStream {
        private final OutputStream keyboard;
        private final Queue<String> answers;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        SimulatedPerson(OutputStream keyboard, List<String> answers) {
            this.keyboard = keyboard;
            this.answers = new ArrayDeque<>(answers);
        }

        @Override
        public void write(int octet) throws IOException {
            line.write(octet);
            String answer = octet == '?' && isQuestion() ? answers.poll() : null;
            if (answer != null) {
                line.reset();
                keyboard.write(answer.getBytes(StandardCharsets.UTF_8));
                keyboard.flush();
            }
        }

        /** Escape sequences hold question marks as well. */
        private boolean isQuestion() {
            String text = line.toString(StandardCharsets.UTF_8);
            return List.of("first?", "second?", "third?").stream().anyMatch(text::endsWith);
        }
    }
}
