package org.httpca.approval.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers from a stream, a line each: pipes, scripts and tests. */
public final class StreamAnswers implements Answers {
    private final BufferedReader in;
    private final PrintStream out;

    public StreamAnswers(InputStream in, PrintStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    @Override
    public @Nullable String ask(String question) {
        out.print(question);
        out.flush();
        try {
            String answer = in.readLine();
            // Nobody typed the line end, so the next line would stand behind the question.
            out.println(answer == null ? "" : VisibleText.of(answer));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
