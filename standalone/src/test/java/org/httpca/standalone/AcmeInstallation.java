package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.httpca.embedded.process.FreePorts;
import org.httpca.web.acme.account.ExternalKeys;

/** A standalone as {@code ./httpca start} makes it, with a name server beside it, for clients of ACME that others wrote. */
final class AcmeInstallation implements AutoCloseable {
    private final Standalone standalone;
    private final NameServer names;
    private final int http01;
    private final int tlsAlpn01;

    private AcmeInstallation(Standalone standalone, NameServer names, int http01, int tlsAlpn01) {
        this.standalone = standalone;
        this.names = names;
        this.http01 = http01;
        this.tlsAlpn01 = tlsAlpn01;
    }

    static AcmeInstallation start(Path folder, Map<String, String> more) throws Exception {
        Security.addProvider(new BouncyCastleProvider()); // acme4j names it
        NameServer names = NameServer.start(Files.createDirectories(folder.resolve("bind")));
        int http01 = FreePorts.find();
        int tlsAlpn01 = FreePorts.find();
        Map<String, String> settings = new HashMap<>(more);
        settings.put("httpca.acme.http01-port", "" + http01);
        settings.put("httpca.acme.tls-alpn01-port", "" + tlsAlpn01);
        settings.put("httpca.acme.dns-resolver", names.address());
        return new AcmeInstallation(
                Journeys.startWithHttps(folder.resolve("data"), Parts.EMBEDDED, settings), names, http01, tlsAlpn01);
    }

    Standalone standalone() {
        return standalone;
    }

    NameServer names() {
        return names;
    }

    /** Where http-01 is looked for. */
    int http01() {
        return http01;
    }

    /** Where tls-alpn-01 is looked for. */
    int tlsAlpn01() {
        return tlsAlpn01;
    }

    Path root() {
        return standalone.data().resolve("ca/root.pem");
    }

    /** By HTTPS, below the installation's own root. */
    String directory() throws InterruptedException {
        assertThat(standalone.https().orElseThrow().awaitOpen(Duration.ofSeconds(30)))
                .isTrue();
        return standalone.httpsUrl().orElseThrow() + "acme/directory";
    }

    /** A key that an operator makes for one account (RFC 8555, section 7.3.4). */
    ExternalKeys.NewKey externalKey(String name) {
        return standalone
                .role("web")
                .context()
                .getBean(ExternalKeys.class)
                .create(name)
                .orElseThrow();
    }

    /** Whether an account was bound with it. */
    boolean isBound(ExternalKeys.NewKey key) throws Exception {
        return Tables.web(standalone.data()).count("acme_account WHERE external_kid = '" + key.kid() + "'") == 1;
    }

    /** What openssl says of a chain file, whose first certificate is the subscriber's: it must hold, and be for this name. */
    void verify(Path folder, Path chain, String... nameOption) throws IOException, InterruptedException {
        String[] words = {
            "openssl",
            "verify",
            "-x509_strict",
            "-CAfile",
            root().toString(),
            "-untrusted",
            chain.toString(),
            nameOption[0],
            nameOption[1],
            chain.toString()
        };
        Program.Ended ended = Program.run(folder, words);
        assertThat(ended.code()).as(ended.output()).isZero();
    }

    /** That a certificate is revoked, as the web side knows it. */
    void revoked(Path folder, Path certificate) throws Exception {
        String serial = Program.run(folder, "openssl", "x509", "-noout", "-serial", "-in", certificate.toString())
                .output()
                .strip()
                .replace("serial=", "")
                .toLowerCase(Locale.ROOT);
        Eventually.holds(
                "certificate " + serial + " is revoked",
                Duration.ofSeconds(20),
                () -> Tables.web(standalone.data())
                                .count("revocation WHERE serial = '" + serial.replaceFirst("^0+", "") + "'")
                        == 1);
    }

    @Override
    public void close() throws Exception {
        IssuedCertificates.keep(standalone.data());
        standalone.close();
        names.close();
    }
}
