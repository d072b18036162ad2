package org.httpca.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.httpca.pki.KeyFile;
import org.httpca.web.WebRole;

/** The bearer token of the first operator, {@code tokens/operator.token}. */
final class OperatorToken {

    /** Where the address of the web database stands for tools beside the running process. */
    private static final String DATABASE_URL = "web/database-url";

    private OperatorToken() {}

    static void ensure(Path data, Map<String, Object> web) {
        Path file = data.resolve("tokens").resolve("operator.token");
        if (Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // A first start that was killed here may have left the row without the file: its token is lost, so it goes.
            token(web, List.of("revoke", "operator"));
            KeyFile.writePrivately(
                    file, token(web, List.of("create", "operator", "--scope", "operator")).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says where the web database is, at this start. */
    static void pointAt(Path data, String webDatabase) {
        try {
            KeyFile.writePrivately(data.resolve(DATABASE_URL), (webDatabase + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs {@code token …} on the web database, as its runtime user; the URL is the running standalone's. */
    static int command(Path data, List<String> words, PrintStream out, PrintStream err) {
        Map<String, Object> web = Standalone.configuredBy(data.resolve("web"), "web");
        try {
            web.put("httpca.database.url", Files.readString(data.resolve(DATABASE_URL)).strip());
        } catch (IOException e) {
            err.println("httpca: it does not run. Start it with './httpca start'.");
            return 1;
        }
        return WebRole.token(web, words, out, err);
    }

    private static String token(Map<String, Object> web, List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.US_ASCII);
        WebRole.token(web, words, print, new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.US_ASCII));
        return out.toString(StandardCharsets.US_ASCII);
    }
}
