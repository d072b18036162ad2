package org.httpca.worker.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server (RFC 5321) that refuses one command, and takes every other; with STARTTLS (RFC 3207), if it has a key. */
final class MailServer implements AutoCloseable {
    /** All that was said to it, each beginning with "tls " if it was said by TLS. */
    final List<String> commands = new CopyOnWriteArrayList<>();

    private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final String refused;
    private final String answer;
    private final @Nullable SSLContext tls;

    /** @param refused the beginning of a command */
    MailServer(String refused, String answer, @Nullable SSLContext tls) throws IOException {
        this.refused = refused;
        this.answer = answer;
        this.tls = tls;
        Thread thread = new Thread(this::serve, "mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                say(client, "220 mail.example ESMTP");
                if (converse(client, tls == null ? "" : "250-STARTTLS\r\n") && tls != null) {
                    SSLSocket secret =
                            (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
                    secret.setUseClientMode(false);
                    converse(secret, "");
                }
            } catch (IOException e) {
                // the client has left, or the test
            }
        }
    }

    /** @return whether it goes on by TLS */
    private boolean converse(Socket client, String extensions) throws IOException {
        String prefix = client instanceof SSLSocket ? "tls " : "";
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            commands.add(prefix + line);
            if (data) {
                data = !line.equals(".");
                if (!data) {
                    say(client, "250 taken");
                }
            } else if (line.startsWith(refused)) {
                say(client, answer);
            } else if (line.equals("DATA")) {
                data = true;
                say(client, "354 go on");
            } else if (line.equals("STARTTLS")) {
                say(client, "220 go on");
                return true;
            } else if (line.startsWith("EHLO")) {
                say(client, "250-mail.example\r\n" + extensions + "250 AUTH PLAIN LOGIN");
            } else {
                say(client, line.startsWith("AUTH") ? "235 welcome" : line.equals("QUIT") ? "221 bye" : "250 well");
            }
        }
        return false;
    }

    private static void say(Socket client, String line) throws IOException {
        Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8);
        out.write(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
