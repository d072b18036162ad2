package org.httpca.signer.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.httpca.message.MessageJson;
import tools.jackson.databind.JsonNode;

/**
 * An installation on disk. It is made whole in a draft folder and then moved into place, its marker last: a set-up that was
 * killed is begun anew, one that is done is left alone.
 */
public final class Installation {

    private static final String MARKER = "installation.json";
    private static final String DRAFT = ".setup-draft";

    /** What the marker says of a finished set-up. */
    public record Facts(String installation, String publicUrl, String administrator) {}

    private Installation() {}

    /** The facts of the installation in this folder; empty if none is finished there. */
    public static Optional<Facts> find(Path out) {
        Path marker = out.resolve(MARKER);
        if (!Files.exists(marker)) {
            return Optional.empty();
        }
        try {
            JsonNode json = MessageJson.mapper().readTree(Files.readString(marker));
            return Optional.of(new Facts(
                    json.path("installation").asString(""),
                    json.path("publicUrl").asString(""),
                    json.path("administrator").asString("")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the installation unless there is one; gives its facts. */
    public static Facts ensure(Plan plan, Clock clock, SecureRandom random) {
        return find(plan.out()).orElseGet(() -> {
            Path draft = plan.out().resolve(DRAFT);
            deleteTree(draft);
            Folder folder = Folder.make(draft);
            new Machines(plan, folder, clock, random).make();
            Facts facts = new Facts(plan.installation(), plan.publicUrl().value(), plan.administrator());
            moveIntoPlace(draft, plan.out(), facts);
            return facts;
        });
    }

    /** Writes the approval CLI's settings anew, where the database's port changes with each start. */
    public static void pointApprovalAt(Path out, Facts facts, String signerDatabase) {
        new Folder(out.resolve("operator"))
                .write("approval.yml", Settings.approval(facts.installation(), facts.administrator(), signerDatabase));
    }

    private static void moveIntoPlace(Path draft, Path out, Facts facts) {
        try {
            List<Path> made;
            try (Stream<Path> list = Files.list(draft)) {
                made = list.sorted().toList();
            }
            for (Path path : made) {
                Path target = out.resolve(path.getFileName());
                deleteTree(target); // left by a set-up that was killed here: without the marker nothing has used it
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.delete(draft);
            Map<String, String> marker = new LinkedHashMap<>();
            marker.put("installation", facts.installation());
            marker.put("publicUrl", facts.publicUrl());
            marker.put("administrator", facts.administrator());
            new Folder(out).write(MARKER, MessageJson.mapper().writeValueAsString(marker) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
