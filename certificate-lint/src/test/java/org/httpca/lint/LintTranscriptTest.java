package org.httpca.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.httpca.lint.command.LintCli;
import org.httpca.pki.Pem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people and programs read, as text: {@code $ lint x.pem} is typed, plain lines are expected on standard output, {@code ! text}
 * on standard error, {@code = N} is the exit code; lines with {@code #} are comments.
 */
class LintTranscriptTest {

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void files() throws IOException {
        pem("chain.pem", endEntity(), Tbs.issuing(Keys.P256, Keys.P256), Tbs.root(Keys.P256));
        pem("warned.pem", endEntity().ending("290101000000Z"));
        pem("no-key-usage.pem", endEntity().without(Extension.keyUsage).without(Extension.subjectKeyIdentifier));
        Tbs hostile = endEntity();
        hostile.subject = new X500Name("CN=evil\u202e\u001b[2J\nvalid");
        pem("hostile.pem", hostile);
        Tbs empty = endEntity();
        empty.subject = new X500NameBuilder(BCStyle.INSTANCE).build();
        pem("empty.pem", empty);
        CrlTbs late = CrlTbs.good();
        late.nextUpdate = null;
        Files.write(folder.resolve("late.crl"), late.crl());
        byte[] der = endEntity().certificate();
        Files.write(folder.resolve("cut.der"), Arrays.copyOf(der, der.length - 5));
        Files.writeString(folder.resolve("open.pem"), "-----BEGIN CERTIFICATE-----\nMIIB\n");
        Files.writeString(folder.resolve("key.pem"), Pem.encode("PRIVATE KEY", new byte[] {0x30, 0}));
        Files.createDirectory(folder.resolve("folder"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"findings", "json", "mistakes"})
    void reads(String name) throws IOException {
        List<String> lines;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/transcripts/" + name + ".txt"))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        }
        List<String> seen = new ArrayList<>();
        lines.stream().filter(line -> line.startsWith("$ lint")).forEach(line -> play(line, seen));
        assertThat(String.join("\n", seen)).isEqualTo(String.join("\n", lines));
    }

    private void play(String line, List<String> seen) {
        List<String> args = Arrays.stream(line.substring("$ lint".length()).split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.startsWith("-") ? word : folder.resolve(word).toString())
                .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = LintCli.run(
                args,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
        seen.add(line);
        text(out).lines().filter(text -> !text.isBlank()).forEach(seen::add);
        text(err).lines().forEach(text -> seen.add("! " + text));
        seen.add("= " + code);
    }

    private String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    }

    private static Tbs endEntity() {
        return Tbs.endEntity(Keys.P256, Keys.P256);
    }

    private void pem(String name, Tbs... certificates) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Tbs certificate : certificates) {
            text.append("Fixture\n").append(Pem.encode("CERTIFICATE", certificate.certificate()));
        }
        Files.writeString(folder.resolve(name), text);
    }
}
