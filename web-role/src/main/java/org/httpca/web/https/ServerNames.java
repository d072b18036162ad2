package org.httpca.web.https;

import java.util.List;
import java.util.stream.Stream;
import org.httpca.pki.Identifier;
import org.httpca.problem.Result;
import org.httpca.web.settings.WebSettings;

/** What the certificate has to be for. */
final class ServerNames {
    private ServerNames() {}

    /**
     * The public URL's host, {@code httpca.hosts} and {@code httpca.https.names}, each once.
     *
     * @throws IllegalArgumentException if one is no name of a host
     */
    static List<Identifier> of(WebSettings settings) {
        String host = settings.publicUrl().getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return Stream.of(
                        Stream.of(identifier("httpca.public-url", bare)),
                        settings.hosts().stream().map(name -> identifier("httpca.hosts", name)),
                        settings.https().names().stream().map(name -> identifier("httpca.https.names", name)))
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    private static Identifier identifier(String setting, String name) {
        if (Identifier.parse(name.strip()) instanceof Result.Passed<Identifier> passed) {
            return passed.value();
        }
        throw new IllegalArgumentException(setting + ": '" + name
                + "' is neither a DNS name nor an IP address, and so the certificate for HTTPS cannot be for it.");
    }
}
