package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.OptionalInt;
import org.httpca.web.page.AcmeClients.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the CA page says to whoever has an ACME client. */
class AcmeClientsTest {
    private static final String DIRECTORY = "https://ca.example.org/acme/directory";

    @SuppressWarnings("UnusedVariable") // the parameters below
    private static final Iterable<Client> CLIENTS = AcmeClients.ALL;

    @Test
    void theDirectoryIsTheOneByHttps() {
        String plain = "http://ca.example.org:8080/acme/directory";
        assertThat(AcmeClients.directory(plain, OptionalInt.of(8443)))
                .isEqualTo("https://ca.example.org:8443/acme/directory");
        assertThat(AcmeClients.directory(plain, OptionalInt.of(443))).isEqualTo(DIRECTORY);
        assertThat(AcmeClients.directory("http://[::1]:8080/acme/directory", OptionalInt.of(8443)))
                .isEqualTo("https://[::1]:8443/acme/directory");
        assertThat(AcmeClients.directory(plain, OptionalInt.empty())).isEqualTo(plain);
        assertThat(AcmeClients.directory(DIRECTORY, OptionalInt.of(8443))).isEqualTo(DIRECTORY);
    }

    @ParameterizedTest
    @FieldSource("CLIENTS")
    void eachClientIsToldTheDirectoryAndTheRoot(Client client) throws Exception {
        assertThat(command("ca-acme", client))
                .contains(DIRECTORY, "httpca-ca-example-org.pem")
                .doesNotContain("HMAC_KEY");
        assertThat(command("ca-acme-bound", client))
                .contains(DIRECTORY, "httpca-ca-example-org.pem", "KID", "HMAC_KEY");
    }

    @Test
    void whatIsNotSafeOrNeedsAKeyIsSaid() {
        var pages = Samples.pages(Language.ENGLISH);
        assertThat(pages.get("ca")).doesNotContain("acme");
        assertThat(pages.get("ca-acme")).doesNotContain("HTTPS is not open here", "acme-key create");
        assertThat(pages.get("ca-acme-plain")).contains("HTTPS is not open here");
        assertThat(pages.get("ca-acme-bound")).contains("./httpca acme-key create NAME");
    }

    /** Quotes of the command's own survive java.text.MessageFormat. */
    @Test
    void braces() throws Exception {
        assertThat(command("ca-acme", new Client("caddy", "Caddy"))).isEqualTo("""
                        {
                          acme_ca https://ca.example.org/acme/directory
                          acme_ca_root /etc/caddy/httpca-ca-example-org.pem
                        }
                        www.example.org {
                          reverse_proxy localhost:8000
                        }""");
    }

    private static String command(String page, Client client) throws Exception {
        NodeList sections = PagePromises.parse(
                        Objects.requireNonNull(Samples.pages(Language.ENGLISH).get(page)))
                .getElementsByTagName("section");
        for (int i = 0; i < sections.getLength(); i++) {
            Element section = (Element) sections.item(i);
            if (section.getAttribute("aria-labelledby").equals("acme-" + client.id())) {
                return section.getElementsByTagName("code").item(0).getTextContent();
            }
        }
        throw new AssertionError("no " + client);
    }
}
