package org.httpca.standalone;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./httpca demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "The whole main job on real input, in a temporary folder; says at each step what it does.")
final class DemoCommand implements Callable<Integer> {

    @Option(names = "--keep", description = "Leave it running at the end.")
    private boolean keep;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("httpca-demo-");
        Logging.toFile(folder.resolve("httpca.log"));
        try {
            return new Demo(new PrintStream(System.out, true, StandardCharsets.UTF_8)).run(folder, keep);
        } catch (Exception e) {
            LoggerFactory.getLogger(DemoCommand.class).error("The demonstration ended early", e);
            System.err.println("The log is " + folder.resolve("httpca.log"));
            throw e;
        }
    }
}
