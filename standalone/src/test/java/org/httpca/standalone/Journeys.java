package org.httpca.standalone;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.httpca.approval.ApprovalCli;

/** What the journeys have in common: a standalone of their own, subscribers, and the administrator. */
final class Journeys {
    /** Names that are signed without approval. */
    static final String AUTOSIGN = "*.auto.test";

    private Journeys() {}

    /** What was said and how it ended. */
    record Said(int code, String text) {}

    static Standalone start(Path data, Parts parts, Map<String, String> settings) {
        return start(data, StartSettings.NO_HTTPS, parts, settings);
    }

    /** With HTTPS at a free port. */
    static Standalone startWithHttps(Path data, Parts parts, Map<String, String> settings) {
        return start(data, 0, parts, settings);
    }

    private static Standalone start(Path data, int httpsPort, Parts parts, Map<String, String> settings) {
        System.setProperty("httpca.log.console", "ERROR"); // what the journeys do to it is worth many a warning
        Logging.toFile(Path.of("target", "journeys.log"));
        Map<String, String> all = new HashMap<>(settings);
        all.put("httpca.policy.autosign", AUTOSIGN);
        return Standalone.start(new StartSettings(data, 0, httpsPort, "127.0.0.1", null, all, parts), System.out);
    }

    /** Certification requests, each for a host and a key of its own. */
    static List<String> requests(String host, String domain, int from, int count) throws Exception {
        List<String> pems = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            pems.add(Subscriber.create(host + i + "." + domain).csr());
        }
        return pems;
    }

    /** {@code ./httpca approval …}, as the administrator of this installation. */
    static Said approval(Path data, List<String> words) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(octets, true, StandardCharsets.UTF_8);
        int code = ApprovalCli.run(
                words, data.resolve("operator"), new ByteArrayInputStream(new byte[0]), out, out, Clock.systemUTC());
        return new Said(code, octets.toString(StandardCharsets.UTF_8));
    }
}
