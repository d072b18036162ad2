package org.httpca.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A session as text: {@code alice$ approve 1f} is typed by alice in a script, {@code alice% approve 1f} at a terminal, {@code > text} lines are her answers, plain lines are
 * expected on standard output, {@code ! text} lines on standard error, {@code = N} is the exit code. {@code […]} stands for
 * any text within a line; lines with {@code #} are comments.
 */
final class Transcript {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final Pattern PROMPT = Pattern.compile("([a-z]+)([$%]) ?(.*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private final Operators operators;
    private final List<String> expected = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    private Transcript(Operators operators) {
        this.operators = operators;
    }

    /** Plays a file of {@code transcripts/} and compares. */
    static void play(String name, Operators operators) throws IOException {
        List<String> lines;
        try (InputStream in =
                Objects.requireNonNull(Transcript.class.getResourceAsStream("/transcripts/" + name), name)) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        Transcript transcript = new Transcript(operators);
        transcript.play(lines);
        assertThat(transcript.seen).as(name).isNotEmpty();
        assertThat(String.join("\n", transcript.withWildcards()))
                .as(name)
                .isEqualTo(String.join("\n", transcript.expected));
    }

    private void play(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            expected.add(line);
            var prompt = PROMPT.matcher(line);
            if (prompt.matches()) {
                StringBuilder answers = new StringBuilder();
                while (i + 1 < lines.size() && lines.get(i + 1).startsWith("> ")) {
                    answers.append(lines.get(++i).substring(2)).append('\n');
                    expected.add(lines.get(i));
                }
                type(line, prompt.group(1), prompt.group(2).equals("%"), prompt.group(3), answers.toString());
            }
        }
    }

    private void type(String line, String administrator, boolean person, String command, String answers) {
        Ran ran = run(operators, administrator, person, words(command), answers);
        seen.add(line);
        answers.lines().forEach(answer -> seen.add("> " + answer));
        ran.out().lines().filter(text -> !text.isBlank()).forEach(seen::add);
        ran.err().lines().forEach(text -> seen.add("! " + text));
        seen.add("= " + ran.code());
    }

    /** What a command did. */
    record Ran(int code, String out, String err) {}

    /** Runs a command where nobody can be asked. */
    static Ran run(Operators operators, String administrator, List<String> args, String answers) {
        return run(operators, administrator, false, args, answers);
    }

    private static Ran run(
            Operators operators, String administrator, boolean person, List<String> args, String answers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ApprovalCli.run(
                args,
                operators.folder(administrator),
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                CLOCK,
                person);
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
                .toList();
    }

    /** What was seen, with the expected line where its wildcards cover the seen one. */
    private List<String> withWildcards() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            boolean covered = i < expected.size()
                    && pattern(expected.get(i)).matcher(seen.get(i)).matches();
            lines.add(covered ? expected.get(i) : seen.get(i));
        }
        return lines;
    }

    private static Pattern pattern(String line) {
        StringBuilder pattern = new StringBuilder();
        String[] parts = line.split(Pattern.quote("[…]"), -1);
        for (int i = 0; i < parts.length; i++) {
            pattern.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(pattern.toString());
    }
}
