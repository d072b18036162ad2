package org.httpca.standalone.backup;

/** Who is told what takes its time. */
@FunctionalInterface
public interface Progress {
    void say(String line);
}
