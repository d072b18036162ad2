package org.httpca.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.http.Links;
import org.httpca.web.https.HttpsEndpoint;
import org.httpca.web.settings.WebSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What people write down so that their ACME client takes this installation. */
@Component
@WhereAcmeIsOn
class AcmeClients {
    private static final String DIRECTORY = "/acme/directory";
    private static final int HTTPS = 443;

    /**
     * A client.
     *
     * @param id the end of its keys in the words and the commands
     * @param name as its makers write it, in every language
     */
    record Client(String id, String name) {}

    static final List<Client> ALL = List.of(
            new Client("certbot", "certbot"),
            new Client("lego", "lego"),
            new Client("acmesh", "acme.sh"),
            new Client("caddy", "Caddy"),
            new Client("traefik", "Traefik"),
            new Client("apache", "Apache (mod_md)"),
            new Client("dehydrated", "dehydrated"),
            new Client("certmanager", "cert-manager"),
            new Client("winacme", "win-acme"));

    /**
     * As the page shows it.
     *
     * @param directory its address, by HTTPS if there is one
     * @param safe whether that is HTTPS
     * @param suffix what the keys of the commands end in: they have the external account where one is needed
     */
    record Shown(String directory, boolean safe, String suffix, List<Client> clients) {
        static Shown of(String directory, boolean bound) {
            return new Shown(directory, directory.startsWith("https:"), bound ? ".bound" : "", ALL);
        }

        public boolean bound() {
            return !suffix.isEmpty();
        }
    }

    private final Links links;
    private final WebSettings settings;
    private final ObjectProvider<HttpsEndpoint> https;

    AcmeClients(Links links, WebSettings settings, ObjectProvider<HttpsEndpoint> https) {
        this.links = links;
        this.settings = settings;
        this.https = https;
    }

    /** By the name that whoever looks came by. */
    Shown shown(HttpServletRequest request) {
        HttpsEndpoint endpoint = https.getIfAvailable();
        return Shown.of(
                directory(links.to(request, DIRECTORY), endpoint == null ? OptionalInt.empty() : endpoint.port()),
                settings.acme().externalAccountRequired());
    }

    /** @param port of HTTPS in this process; none where a proxy has it, and then its address is known as the public one */
    static String directory(String here, OptionalInt port) {
        if (here.startsWith("https:") || port.isEmpty()) {
            return here;
        }
        URI plain = URI.create(here);
        return "https://" + plain.getHost() + (port.getAsInt() == HTTPS ? "" : ":" + port.getAsInt()) + DIRECTORY;
    }
}
