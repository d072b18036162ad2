package org.httpca.standalone;

import java.nio.file.Path;
import java.util.Map;
import org.httpca.log.LogSetUp;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * One log for the process, in a file of the data folder; warnings also on the console. The roles' own logging set-up stands
 * back here: three of them in one JVM would undo each other's.
 */
final class Logging {

    private Logging() {}

    /** Must come before the first logger is made. */
    static void toFile(Path file) {
        toFile(file, Map.of());
    }

    /**
     * As {@link #toFile(Path)}.
     *
     * @param settings of the roles, {@code httpca.log.format} and {@code httpca.log.syslog} among them
     */
    static void toFile(Path file, Map<String, String> settings) {
        LogSetUp.forProcess(settings).forEach(System::setProperty);
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        System.setProperty("httpca.log.file", file.toAbsolutePath().toString());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        LoggerFactory.getILoggerFactory(); // here, so that no two threads find it half made
    }
}
