package org.httpca.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.httpca.message.MessageJson;
import org.httpca.standalone.backup.Manifest;
import org.httpca.standalone.backup.Progress;

/** What {@code backup} and {@code restore} say: progress to the one stream, the result to the other. */
record BackupOutput(boolean json, PrintStream out, Progress progress) {

    static BackupOutput start(boolean json, PrintStream out, PrintStream err) {
        try {
            // nobody needs it but who looks for a fault: what these commands do, they say
            Path log = Files.createTempFile("httpca-backup-", ".log");
            log.toFile().deleteOnExit();
            Logging.toFile(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new BackupOutput(json, out, err::println);
    }

    void tell(String what, Path folder, Manifest manifest) {
        if (json) {
            Map<String, Object> schemas = new LinkedHashMap<>();
            manifest.databases().forEach(database -> schemas.put(database.side(), database.schema()));
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("folder", folder.toAbsolutePath().normalize().toString());
            said.put("takenAt", manifest.takenAt().toString());
            said.put("httpca", manifest.httpca());
            said.put("schemas", schemas);
            said.put("files", manifest.files().size());
            said.put("rows", manifest.rows());
            said.put("octets", manifest.octets());
            out.println(MessageJson.mapper().writeValueAsString(said));
        } else {
            out.println(what + ": " + folder + " (taken " + manifest.takenAt() + "; "
                    + manifest.files().size() + " files, " + manifest.rows() + " rows, " + (manifest.octets() >> 10)
                    + " KiB)");
        }
    }
}
