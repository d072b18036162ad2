package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a browser saved. */
final class Downloaded {
    private Downloaded() {}

    /** A chain whose first certificate is for the subscriber's own key and the host. */
    static void isTheChainOf(Subscriber subscriber, String host, Download file) throws Exception {
        assertThat(file.suggestedFilename()).isEqualTo(host + "-fullchain.pem");
        List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file.path())))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
        assertThat(chain).hasSize(2);
        assertThat(chain.get(0).getPublicKey().getEncoded())
                .isEqualTo(subscriber.publicKey().getEncoded());
        assertThat(chain.get(0).getSubjectAlternativeNames()).anyMatch(name -> host.equals(name.get(1)));
        chain.get(0).verify(chain.get(1).getPublicKey());
    }
}
