package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A token of SoftHSM in a folder of its own, made by the commands of docs/operator.md. */
final class SoftToken {
    static final String PIN = "4711-0815";

    private static final List<Path> LIBRARIES = Stream.of(
                    "/usr/lib/softhsm/libsofthsm2.so",
                    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                    "/usr/lib64/pkcs11/libsofthsm2.so")
            .map(Path::of)
            .toList();
    private static final Pattern SLOT = Pattern.compile("reassigned to slot (\\d+)");

    private final Path configuration;
    private final Path tokens;
    private final Path pinFile;
    private final long slot;

    private SoftToken(Path configuration, Path tokens, Path pinFile, long slot) {
        this.configuration = configuration;
        this.tokens = tokens;
        this.pinFile = pinFile;
        this.slot = slot;
    }

    /** @param configuration the file that SOFTHSM2_CONF will name; the tokens are kept beside it */
    static SoftToken initialise(Path configuration) throws IOException, InterruptedException {
        Path tokens = Files.createDirectories(configuration.resolveSibling(configuration.getFileName() + ".tokens"));
        Files.writeString(
                configuration,
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        Path pinFile = secret(configuration.resolveSibling("token.pin"), PIN);
        SoftToken none = new SoftToken(configuration, tokens, pinFile, -1);
        Program.Ended made = none.run(
                "softhsm2-util", "--init-token", "--free", "--label", "httpca", "--pin", PIN, "--so-pin", "12345678");
        Matcher slot = SLOT.matcher(made.output());
        assertThat(slot.find()).as(made.output()).isTrue();
        return new SoftToken(configuration, tokens, pinFile, Long.parseLong(slot.group(1)));
    }

    static Path secret(Path file, String secret) throws IOException {
        Files.writeString(file, secret + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    Path library() {
        return LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("SoftHSM is missing: apt-get install softhsm2"));
    }

    long slot() {
        return slot;
    }

    Path pinFile() {
        return pinFile;
    }

    /** Where SoftHSM has the tokens. */
    Path tokens() {
        return tokens;
    }

    /** What goes before a command, so that it finds this token. */
    List<String> environment() {
        return List.of("env", "SOFTHSM2_CONF=" + configuration);
    }

    /** A program to its end. */
    Program.Ended run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(environment());
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(words[0] + " does not end");
        }
        return new Program.Ended(process.exitValue(), output);
    }

    /** One of our main classes to its end. */
    Program.Ended java(Class<?> main, String... arguments) throws IOException, InterruptedException {
        return run(ChildJvm.command(List.of(), ChildJvm.classPath(main), List.of(arguments))
                .toArray(String[]::new));
    }

    /** {@code pkcs11-tool}, logged in. */
    Program.Ended tool(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "pkcs11-tool",
                "--module",
                library().toString(),
                "--slot",
                Long.toString(slot),
                "--login",
                "--pin",
                PIN));
        words.addAll(List.of(arguments));
        return run(words.toArray(String[]::new));
    }
}
