package org.httpca.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The network sockets of a process, as the kernel shows them to others (proc(5)): its descriptors, looked up by their inodes. */
record Sockets(List<Socket> all) {
    private static final String LINK = "socket:[";

    /** One of them; the state is the kernel's number, in hexadecimal. */
    record Socket(String protocol, int localPort, String state) {
        /** TCP_LISTEN; for UDP the same number as TCP_CLOSE, which says that it takes datagrams from anybody. */
        boolean listens() {
            return state.equals(protocol.startsWith("tcp") ? "0A" : "07");
        }

        /** TCP_ESTABLISHED. */
        boolean connected() {
            return protocol.startsWith("tcp") && state.equals("01");
        }
    }

    static Sockets of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> inodes = inodes(process.resolve("fd"));
        List<Socket> sockets = new ArrayList<>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            List<String> table = Files.readAllLines(process.resolve("net").resolve(protocol));
            for (String line : table.subList(1, table.size())) {
                String[] fields = line.strip().split("\\s+");
                if (inodes.contains(fields[9])) {
                    int port = Integer.parseInt(fields[1].substring(fields[1].lastIndexOf(':') + 1), 16);
                    sockets.add(new Socket(protocol, port, fields[3]));
                }
            }
        }
        return new Sockets(sockets);
    }

    List<Socket> listening() {
        return all.stream().filter(Socket::listens).toList();
    }

    List<Socket> connected() {
        return all.stream().filter(Socket::connected).toList();
    }

    private static Set<String> inodes(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> links = Files.list(descriptors)) {
            for (Path link : links.toList()) {
                String target = target(link);
                if (target.startsWith(LINK)) {
                    inodes.add(target.substring(LINK.length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    /** Empty for a descriptor that was closed meanwhile. */
    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
