package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A network of its own (network_namespaces(7)), in a user namespace of its own: it needs no root, and cannot touch the machine's
 * network. It has no name to clean up after: a process that waits for our end holds it, and it is gone with the last in it.
 */
final class NetworkNamespace implements AutoCloseable {
    private final Process holder;

    private NetworkNamespace(Process holder) {
        this.holder = holder;
    }

    /** A first one, with loopback and nothing else, that forwards nothing. */
    static NetworkNamespace create() throws Exception {
        return held(List.of("unshare", "--user", "--map-root-user", "--net", "cat"));
    }

    /** Another one whose links this one may hold the other end of. */
    NetworkNamespace neighbour() throws Exception {
        return held(within("unshare", "--net", "cat"));
    }

    private static NetworkNamespace held(List<String> command) throws Exception {
        Process holder = new ProcessBuilder(command).redirectErrorStream(true).start();
        NetworkNamespace namespace = new NetworkNamespace(holder);
        try {
            Path own = Path.of("/proc/self/ns/net");
            Path theirs = Path.of("/proc", Long.toString(holder.pid()), "ns/net");
            Eventually.holds("a network namespace is made", () -> {
                if (!holder.isAlive()) {
                    throw new AssertionError(
                            "No network namespace can be made here, which needs user namespaces or root: "
                                    + said(holder));
                }
                @Nullable Path network = link(theirs);
                return network != null && !network.equals(link(own)) && runs(holder, "cat");
            });
            namespace.run("ip", "link", "set", "lo", "up");
            namespace.forwards(false);
            return namespace;
        } catch (Exception | AssertionError e) {
            namespace.close();
            throw e;
        }
    }

    private static String said(Process ended) {
        try {
            return new String(ended.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The holder is through with its preparations once it is the last program of its command. */
    private static boolean runs(Process holder, String program) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(holder.pid()), "comm"))
                    .strip()
                    .equals(program);
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Path link(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            return null; // not yet, or ended
        }
    }

    /** A cable to a neighbour, with a network of its own, 24 bits long. */
    void link(NetworkNamespace neighbour, String name, String address, String itsAddress) throws Exception {
        String there = Long.toString(neighbour.holder.pid());
        run("ip", "link", "add", name, "type", "veth", "peer", "name", "uplink", "netns", there);
        run("ip", "address", "add", address + "/24", "dev", name);
        run("ip", "link", "set", name, "up");
        neighbour.run("ip", "address", "add", itsAddress + "/24", "dev", "uplink");
        neighbour.run("ip", "link", "set", "uplink", "up");
    }

    /** Whether what comes in for others is passed on. */
    void forwards(boolean forwards) throws Exception {
        String value = forwards ? "1" : "0";
        run("sh", "-c", "echo " + value + " >/proc/sys/net/ipv4/ip_forward");
        run("sh", "-c", "echo " + value + " >/proc/sys/net/ipv6/conf/all/forwarding");
    }

    /** Runs a program here to its end, which must be a good one; all that it said. */
    String run(String... words) throws Exception {
        Program.Ended ended = Program.run(Path.of("."), within(words).toArray(String[]::new));
        assertThat(ended.code())
                .as(words[0] + " … " + words[words.length - 1] + ": " + ended.output())
                .isZero();
        return ended.output();
    }

    /** The command as it runs here, in the same process. */
    List<String> within(String... words) {
        List<String> command = new ArrayList<>(List.of(
                "nsenter", "--target", Long.toString(holder.pid()), "--user", "--net", "--preserve-credentials", "--"));
        command.addAll(List.of(words));
        return command;
    }

    @Override
    public void close() throws Exception {
        holder.getOutputStream().close();
        if (!holder.waitFor(10, TimeUnit.SECONDS)) {
            holder.destroyForcibly();
        }
    }
}
