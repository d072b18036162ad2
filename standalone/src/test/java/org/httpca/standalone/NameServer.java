package org.httpca.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.httpca.embedded.process.FreePorts;

/** BIND for the zone {@code acme.test}, whose names are all this machine; whoever has the key changes it (RFC 2136, RFC 8945). */
final class NameServer implements AutoCloseable {
    static final String ZONE = "acme.test";
    static final String KEY = "clients";

    private final Process process;
    private final int port;
    private final String secret;

    private NameServer(Process process, int port, String secret) {
        this.process = process;
        this.port = port;
        this.secret = secret;
    }

    static NameServer start(Path folder) throws Exception {
        int port = FreePorts.find();
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String secret = Base64.getEncoder().encodeToString(random);
        Files.writeString(folder.resolve("zone"), """
                $TTL 1
                @ SOA ns.acme.test. nobody.acme.test. 1 3600 600 86400 1
                @ NS ns.acme.test.
                @ A 127.0.0.1
                * A 127.0.0.1
                """);
        Files.writeString(folder.resolve("named.conf"), """
                options {
                  directory "%1$s"; pid-file "%1$s/pid"; session-keyfile "%1$s/session.key"; managed-keys-directory "%1$s";
                  listen-on port %2$d { 127.0.0.1; }; listen-on-v6 { none; };
                  recursion no; dnssec-validation no; notify no;
                };
                controls { };
                key "%3$s" { algorithm hmac-sha256; secret "%4$s"; };
                zone "acme.test" { type primary; file "zone"; allow-update { key "%3$s"; }; };
                """.formatted(folder, port, KEY, secret));
        Process process = new ProcessBuilder(List.of(
                        "/usr/sbin/named",
                        "-g",
                        "-n",
                        "1",
                        "-c",
                        folder.resolve("named.conf").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("named.log").toFile())
                .start();
        NameServer server = new NameServer(process, port, secret);
        Eventually.holds(
                "BIND answers",
                Duration.ofSeconds(30),
                () -> Program.run(
                                folder,
                                "dig",
                                "+short",
                                "+time=1",
                                "+tries=1",
                                "-p",
                                "" + port,
                                "@127.0.0.1",
                                "www." + ZONE)
                        .output()
                        .contains("127.0.0.1"));
        return server;
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Of the key {@link #KEY}, HMAC-SHA-256, base64. */
    String secret() {
        return secret;
    }

    /** Lines for nsupdate, after those that say where and with which key. */
    void update(Path folder, String lines) throws IOException, InterruptedException {
        Path script = Files.createTempFile(folder, "update", ".txt");
        Files.writeString(
                script,
                "server 127.0.0.1 " + port + "\nkey hmac-sha256:" + KEY + " " + secret + "\n" + lines + "\nsend\n");
        Program.Ended ended = Program.run(folder, "nsupdate", script.toString());
        if (ended.code() != 0) {
            throw new IllegalStateException(ended.output());
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
