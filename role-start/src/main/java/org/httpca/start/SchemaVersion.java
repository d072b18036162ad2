package org.httpca.start;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The version of a schema: numbers with dots between them, as its migrations have it. */
public record SchemaVersion(List<Long> parts) implements Comparable<SchemaVersion> {

    public SchemaVersion {
        parts = List.copyOf(parts);
    }

    public static SchemaVersion of(String version) {
        return new SchemaVersion(
                Stream.of(version.split("[._]")).map(Long::valueOf).toList());
    }

    @Override
    public int compareTo(SchemaVersion other) {
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int order = Long.compare(part(i), other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private long part(int index) {
        return index < parts.size() ? parts.get(index) : 0;
    }

    @Override
    public String toString() {
        return parts.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
