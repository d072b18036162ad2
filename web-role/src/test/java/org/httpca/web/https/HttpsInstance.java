package org.httpca.web.https;

import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.catalina.startup.Tomcat;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.web.Published;
import org.httpca.web.SettableClock;
import org.httpca.web.WebUnderTest;
import org.httpca.web.certificate.Certificates;
import org.httpca.web.issuance.Issuance;
import org.httpca.web.issuer.Issuers;
import org.httpca.web.request.RequestView;
import org.httpca.web.request.Requests;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;

/** HTTPS of the shared web role, as an instance of a name of its own; its turns are given by hand. */
final class HttpsInstance implements AutoCloseable {
    private static final WebUnderTest WEB = WebUnderTest.shared();

    final SettableClock clock = new SettableClock(Published.NOW);
    private final Path folder;
    private final String name;
    private HttpsFolder files;
    private TlsConnector connector;
    private TlsConnector asking;
    private HttpsEndpoint endpoint;
    private OwnCertificate certificate;

    HttpsInstance(Path folder, String name, String... names) {
        this.folder = folder;
        this.name = name;
        files = HttpsFolder.open(folder);
        connector = connector(false);
        asking = connector(true);
        endpoint = new HttpsEndpoint(connector, asking);
        certificate = certificate(names);
    }

    /** The process ends, and starts again on the same folder. */
    void restarts(String... names) {
        close();
        files = HttpsFolder.open(folder);
        connector = connector(false);
        asking = connector(true);
        endpoint = new HttpsEndpoint(connector, asking);
        certificate = certificate(names);
    }

    /** Turns until there is nothing to do but wait. */
    void runs() {
        int turns = 0;
        while (certificate.run() > 0) {
            if (++turns > 20) {
                throw new AssertionError("It does not come to rest.");
            }
        }
    }

    HttpsEndpoint endpoint() {
        return endpoint;
    }

    HttpsFolder files() {
        return files;
    }

    int port() {
        return endpoint.port().orElseThrow();
    }

    /** What this instance has asked for, oldest first. */
    List<RequestView> requests() {
        List<UUID> ids = WEB.owner()
                .sql("select id from request where principal = ? order by submitted_at, id")
                .param("web-role:" + name)
                .query(UUID.class)
                .list();
        Requests requests = WEB.bean(Requests.class);
        List<RequestView> views = new ArrayList<>();
        ids.forEach(id -> views.add(requests.find(id).orElseThrow()));
        return views;
    }

    RequestView lastRequest() {
        List<RequestView> all = requests();
        return all.get(all.size() - 1);
    }

    Octets lastCsr() {
        return lastRequest().csr();
    }

    private static TlsConnector connector(boolean asksClients) {
        return new TlsConnector(HttpsInstance::tomcat, connector -> {}, "127.0.0.1", 0, asksClients);
    }

    private OwnCertificate certificate(String... names) {
        List<Identifier> identifiers = Arrays.stream(names)
                .map(each -> Identifier.parse(each).orElseThrow())
                .toList();
        Enrolment enrolment = new Enrolment(
                WEB.bean(Issuance.class),
                WEB.bean(Requests.class),
                WEB.bean(Certificates.class),
                WEB.bean(Issuers.class),
                name,
                "server");
        return new OwnCertificate(identifiers, files, enrolment, endpoint, new SecureRandom(), clock);
    }

    private static Tomcat tomcat() {
        ServletWebServerApplicationContext context = (ServletWebServerApplicationContext)
                WebApplicationContextUtils.getRequiredWebApplicationContext(WEB.bean(ServletContext.class));
        return ((TomcatWebServer) java.util.Objects.requireNonNull(context.getWebServer())).getTomcat();
    }

    @Override
    public void close() {
        connector.close();
        asking.close();
        files.close();
    }
}
