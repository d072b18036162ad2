package org.httpca.standalone;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A test on a running standalone, one for each class. A class beside it says on which database and broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Journey {

    /** Names that policy clears by itself; all others wait for the administrator. */
    static final String AUTOSIGNED = "auto.example.test";

    private @Nullable Standalone standalone;
    private @Nullable WholeSystem system;

    abstract Parts parts();

    @BeforeAll
    void start(@TempDir Path folder) {
        Map<String, String> overrides = Map.of("httpca.policy.autosign", "*." + AUTOSIGNED);
        Standalone started = Standalone.start(
                new StartSettings(folder.resolve("data"), 0, "127.0.0.1", null, overrides, parts()), System.out);
        standalone = started;
        system = new WholeSystem(started);
    }

    @AfterAll
    void stop() {
        if (standalone != null) {
            IssuedCertificates.keep(standalone.data());
            standalone.close();
        }
    }

    /** What runs, seen by its users, its administrator, and whoever broke in. */
    WholeSystem here() {
        return requireNonNull(system);
    }
}
