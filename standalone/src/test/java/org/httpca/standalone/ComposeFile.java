package org.httpca.standalone;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} at the root, with its anchors resolved and the defaults of its variables put in. */
final class ComposeFile {
    static final Path FOLDER = Path.of("..").toAbsolutePath().normalize();
    static final Path PATH = FOLDER.resolve("docker-compose.yml");

    /** A service, and what stands under it. */
    record Service(String name, Map<String, Object> all) {
        String text(String key) {
            return String.valueOf(all.get(key));
        }

        List<String> list(String key) {
            return strings(all.get(key));
        }

        Map<String, String> environment() {
            Map<String, String> environment = new LinkedHashMap<>();
            map(all.getOrDefault("environment", Map.of())).forEach((k, v) -> environment.put(k, String.valueOf(v)));
            return environment;
        }

        /** The words of its health check, without {@code CMD}. */
        List<String> healthCheck() {
            List<String> test = strings(map(all.get("healthcheck")).get("test"));
            if (!test.get(0).equals("CMD")) {
                throw new IllegalStateException(test.toString());
            }
            return test.subList(1, test.size());
        }

        /** What it gets from the machine's folders, {@code ./files/…}: folders that are mounted. */
        List<String> folders() {
            return list("volumes").stream()
                    .filter(volume -> volume.startsWith(".") || volume.startsWith("/"))
                    .map(volume -> volume.substring(0, volume.indexOf(':')))
                    .toList();
        }

        /** The names of its secrets. */
        List<String> secrets() {
            List<String> sources = new ArrayList<>();
            for (Object secret : (List<?>) all.getOrDefault("secrets", List.of())) {
                sources.add(String.valueOf(map(secret).get("source")));
            }
            return sources;
        }

        boolean runsOn() {
            return "unless-stopped".equals(all.get("restart"));
        }
    }

    private final Map<String, Object> root;

    private ComposeFile(Map<String, Object> root) {
        this.root = root;
    }

    static ComposeFile read() throws IOException {
        return of(Files.readString(PATH));
    }

    static ComposeFile of(String yaml) {
        String text = yaml.replaceAll("\\$\\{[A-Z_]+:-([^}]*)}", "$1");
        return new ComposeFile(map(new Yaml(new SafeConstructor(new LoaderOptions())).load(text)));
    }

    /** Whoever can be reached from that service, if the broker passes nothing on. */
    Set<String> sideOf(String first) {
        Set<String> side = new HashSet<>(Set.of(first));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Service service : services()) {
                boolean joined = side.stream()
                        .flatMap(name -> service(name).list("networks").stream())
                        .anyMatch(service.list("networks")::contains);
                grew |= joined && !service.name().equals("broker") && side.add(service.name());
            }
        }
        return side;
    }

    List<Service> services() {
        List<Service> services = new ArrayList<>();
        section("services").forEach((name, all) -> services.add(new Service(name, map(all))));
        return services;
    }

    Service service(String name) {
        return new Service(name, map(section("services").get(name)));
    }

    /** The options of the service {@code setup}, with these for its public URL and its folder. */
    List<String> setUp(String publicUrl, Path files) {
        return service("setup").list("command").stream()
                .skip(1)
                .map(option -> option.replace("--public-url=", "--public-url=" + publicUrl)
                        .replace("--out=/files", "--out=" + files))
                .toList();
    }

    /** {@code networks}, {@code volumes}, {@code secrets}. */
    Map<String, Object> section(String name) {
        return map(root.get(name));
    }

    @SuppressWarnings("unchecked") // its keys are words, or it is no compose file
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) requireNonNull(value);
    }

    private static List<String> strings(@Nullable Object value) {
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(String::valueOf).toList();
    }
}
