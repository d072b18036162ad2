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
    static final String DATABASE_URL = "web/database-url";

    private static final int MOST = 20;

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
            // A first start that was killed here left a row without a file, and a name is used once: the next one is
            // taken.
            String token = "";
            for (int i = 1; token.isEmpty() && i <= MOST; i++) {
                token = create(web, i == 1 ? "operator" : "operator-" + i);
            }
            if (token.isEmpty()) {
                throw new IllegalStateException("No operator's token could be made; see the log.");
            }
            KeyFile.writePrivately(file, token.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says where the web database is, at this start. */
    static void pointAt(Path data, String webDatabase) {
        try {
            KeyFile.writePrivately(
                    data.resolve(DATABASE_URL), (webDatabase + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The new token with its line's end; empty if there is one of that name. */
    private static String create(Map<String, Object> web, String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = WebRole.token(
                web,
                List.of("create", name, "--scope", "operator"),
                new PrintStream(out, true, StandardCharsets.US_ASCII),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.US_ASCII));
        return code == 0 ? out.toString(StandardCharsets.US_ASCII) : "";
    }
}
