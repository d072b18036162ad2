package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.challenge.DnsAccount01Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.challenge.TlsAlpn01Challenge;
import org.shredzone.acme4j.util.KeyPairUtils;

/** What subscribers that use acme4j do to show control of a name, with real servers. */
final class Subscribers {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Subscribers() {}

    /** Shows it by this method, and waits for the server to see it. */
    static void show(AcmeInstallation httpca, Authorization authorization, String type) throws Exception {
        if (authorization.getStatus() == Status.VALID) {
            return;
        }
        Challenge challenge = authorization.findChallenge(type).orElseThrow();
        try (AutoCloseable shown = shown(httpca, authorization, challenge)) {
            assertThat(shown).isNotNull();
            challenge.trigger();
            assertThat(authorization.waitForCompletion(LIMIT))
                    .as(() -> String.valueOf(challenge.getJSON()))
                    .isEqualTo(Status.VALID);
        }
    }

    /** Finalizes it with a key of its own, and fetches what is issued. */
    static Certificate complete(Order order) throws Exception {
        assertThat(order.waitUntilReady(LIMIT)).isEqualTo(Status.READY);
        order.execute(KeyPairUtils.createECKeyPair("secp256r1"));
        assertThat(order.waitForCompletion(LIMIT))
                .as(() -> String.valueOf(order.getJSON()))
                .isEqualTo(Status.VALID);
        return order.getCertificate();
    }

    private static AutoCloseable shown(AcmeInstallation httpca, Authorization authorization, Challenge challenge)
            throws Exception {
        Path folder = Files.createTempDirectory("shown-");
        if (challenge instanceof Http01Challenge http) {
            Files.writeString(folder.resolve(http.getToken()), http.getAuthorization(), StandardCharsets.US_ASCII);
            return ChallengeFiles.serve(folder, httpca.http01());
        }
        if (challenge instanceof DnsAccount01Challenge dns) {
            return record(httpca, folder, dns.getRRName(authorization.getIdentifier()), dns.getDigest());
        }
        if (challenge instanceof Dns01Challenge dns) {
            return record(httpca, folder, dns.getRRName(authorization.getIdentifier()), dns.getDigest());
        }
        TlsAlpn01Challenge tls = (TlsAlpn01Challenge) challenge;
        KeyPair key = KeyPairUtils.createKeyPair(2048); // acme4j signs with no other kind
        return AlpnServer.serve(
                tls.createCertificate(key, authorization.getIdentifier()), key.getPrivate(), httpca.tlsAlpn01());
    }

    private static AutoCloseable record(AcmeInstallation httpca, Path folder, String name, String digest)
            throws Exception {
        String fqdn = name.endsWith(".") ? name : name + ".";
        httpca.names().update(folder, "update add " + fqdn + " 1 TXT \"" + digest + "\"");
        return () -> httpca.names().update(folder, "update delete " + fqdn + " TXT");
    }
}
