package org.httpca.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** CPU time that processes have used by now, by program. */
record CpuTimes(Map<String, Duration> byProgram) {

    /** Of this process as {@code driver}, and of the installation with all that it has started. */
    static CpuTimes now(Optional<ProcessHandle> installation) {
        Map<String, Duration> times = new TreeMap<>();
        add(times, "driver", ProcessHandle.current());
        installation.ifPresent(handle -> Stream.concat(Stream.of(handle), handle.descendants())
                .forEach(process -> add(times, program(process), process)));
        return new CpuTimes(times);
    }

    /** What was used since then, in words: {@code driver 4.1 s, java 30.2 s}. */
    String since(CpuTimes before) {
        return byProgram.entrySet().stream()
                .map(each -> Map.entry(
                        each.getKey(),
                        each.getValue().minus(before.byProgram.getOrDefault(each.getKey(), Duration.ZERO))))
                .filter(each -> each.getValue().toMillis() >= 50)
                .map(each -> String.format(
                        Locale.ROOT, "%s %.1f s", each.getKey(), each.getValue().toMillis() / 1000.0))
                .collect(Collectors.joining(", "));
    }

    private static void add(Map<String, Duration> times, String name, ProcessHandle process) {
        process.info().totalCpuDuration().ifPresent(time -> times.merge(name, time, Duration::plus));
    }

    private static String program(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .orElse("others");
    }
}
