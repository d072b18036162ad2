package org.httpca.standalone;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of another JVM's heap can be reached, after a full collection.
 *
 * @param classes the largest ones
 */
record LiveHeap(long octets, String classes) {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
    private static final int LARGEST = 20;

    static LiveHeap of(long pid) throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new AssertionError("No histogram of " + pid + ": " + histogram);
        }
        return new LiveHeap(
                Long.parseLong(total.group(1)),
                String.join("\n", histogram.lines().limit(LARGEST).toList()));
    }

    @Override
    public String toString() {
        return (octets >> 20) + " MiB";
    }
}
