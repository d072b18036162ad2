package org.httpca.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The port of the web role. It is looked at before anything is set up: the address with it stands in certificates from then on. */
final class HttpPort {

    private HttpPort() {}

    /** @throws IllegalStateException with what to do, if it is none that can be had */
    static int choose(StartSettings settings) {
        int asked = settings.port();
        if (asked == 0) {
            return free(settings.bind());
        }
        if (asked < 0 || asked > 65_535) {
            throw new IllegalStateException(
                    "There is no port " + asked + ": --port takes 1 to 65535, or 0 for a free one.");
        }
        if (!StandaloneHttps.isFree(settings.bind(), asked)) {
            throw new IllegalStateException("Port " + asked + " is taken, or " + settings.bind()
                    + " is no address of this machine. Choose with --port N (0 takes a free one) or --bind ADDRESS.");
        }
        return asked;
    }

    private static int free(String bind) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(bind, 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port on " + bind, e);
        }
    }
}
