package org.httpca.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.httpca.signer.issuer.PublicUrl;

/** What the web role and the signer are told about HTTPS: the port, and the names that the signer clears by itself. */
final class StandaloneHttps {
    private static final String NAMES = "httpca.https.names";

    private final StartSettings settings;
    private final int port;

    private StandaloneHttps(StartSettings settings, int port) {
        this.settings = settings;
        this.port = port;
    }

    /**
     * Chooses the port.
     *
     * @throws IllegalStateException if the one that was asked for is taken; the default one is done without, with a note
     */
    static StandaloneHttps choose(StartSettings settings, PrintStream notes) {
        Integer asked = settings.httpsPort();
        if (asked != null) {
            if (asked > 0 && !isFree(settings.bind(), asked)) {
                throw new IllegalStateException("Port " + asked + " is taken. Choose another one for HTTPS with"
                        + " --https-port N (0 takes a free one, -1 leaves HTTPS out).");
            }
            return new StandaloneHttps(settings, asked);
        }
        if (settings.port() == 0) {
            return new StandaloneHttps(settings, 0);
        }
        if (isFree(settings.bind(), StartSettings.DEFAULT_HTTPS_PORT)) {
            return new StandaloneHttps(settings, StartSettings.DEFAULT_HTTPS_PORT);
        }
        notes.println("Note: port " + StartSettings.DEFAULT_HTTPS_PORT + " is taken, so there is no HTTPS this time."
                + " --https-port N chooses another one, 0 a free one.");
        return new StandaloneHttps(settings, StartSettings.NO_HTTPS);
    }

    void tellWeb(Map<String, Object> web) {
        web.put("httpca.https.port", port);
        web.put(NAMES, names());
    }

    /** Also where the port is taken this time: a profile that changes with each start would ask administrators again. */
    void tellSigner(Map<String, Object> signer, String publicUrl) {
        if (settings.httpsPort() == null || settings.httpsPort() != StartSettings.NO_HTTPS) {
            Set<String> all = new LinkedHashSet<>();
            all.add(new PublicUrl(publicUrl).host());
            for (String list : List.of(settings.overrides().getOrDefault("httpca.hosts", ""), names())) {
                for (String name : list.split(",", -1)) {
                    if (!name.isBlank()) {
                        all.add(name.strip());
                    }
                }
            }
            signer.put("httpca.policy.own-names", String.join(",", all));
        }
    }

    /** By what users on this machine call it; who binds to another address may add names. */
    private String names() {
        String given = settings.overrides().get(NAMES);
        if (given != null) {
            return given;
        }
        String bind = settings.bind();
        boolean local = settings.onLoopback() || bind.equals("0.0.0.0") || bind.equals("::");
        return local ? "localhost,127.0.0.1,::1" : bind;
    }

    static boolean isFree(String bind, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the web server does: a connection that has ended keeps nobody out
            socket.bind(new InetSocketAddress(bind, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
