package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.pki.LongOctets;
import org.httpca.pki.RevocationReason;
import org.httpca.pki.crl.SignedCrl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A CRL of many entries is made, sent, learnt from and served by roles that have 256 MiB of heap each. The revocations are put into the
 * signer's database by the test, each with its MAC; docs/performance.md has the figures of a million.
 */
@Tag("full")
class LongCrlTest {
    private static final int ENTRIES = Integer.getInteger("httpca.crl.entries", 40_000);
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int DOWNLOADS_AT_ONCE = 4;
    private static final List<String> HEAP = List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void isMadeAndServedWithin256MiBOfHeap(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        try (Production production = Production.start(folder)) {
            for (String role : List.of("signer-role", "web-worker-role", "web-role")) {
                production.roles().process(role).close();
                production.roles().startAgain(role, HEAP);
            }
            Eventually.see("the web role answers", LIMIT, () -> status(production), status -> status == 200);
            ManyRevocations many = ManyRevocations.of(production);
            many.put(ENTRIES);
            long begin = System.nanoTime();
            Eventually.see(
                    "a CRL with all of them",
                    LIMIT,
                    () -> production
                            .webTables()
                            .lines("SELECT length FROM crl WHERE issuer = 'issuing' AND length > " + ENTRIES),
                    served -> !served.isEmpty());
            say("served %.1f s after the revocations", begin);

            List<CompletableFuture<Void>> downloads = new ArrayList<>();
            for (int i = 0; i < DOWNLOADS_AT_ONCE; i++) {
                downloads.add(CompletableFuture.runAsync(() -> check(production)));
            }
            begin = System.nanoTime();
            CompletableFuture.allOf(downloads.toArray(CompletableFuture[]::new)).get();
            say(DOWNLOADS_AT_ONCE + " at once have it, and have verified it, after %.1f s", begin);
            assertThat(production.webTables().count("revocation WHERE reason = 'superseded'"))
                    .as("what the web side has learnt from it")
                    .isEqualTo(ENTRIES);
            assertThat(production.signerTables().count("audit WHERE event = 'revocation-found-altered'"))
                    .isZero();
            production.roles().checkThatAllRun();
            many.remove();
        }
    }

    private int status(Production production) throws InterruptedException {
        try {
            return http.send(get(production, "cert.cer"), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return -1; // it starts
        }
    }

    private void check(Production production) {
        try {
            byte[] certificate = http.send(get(production, "cert.cer"), HttpResponse.BodyHandlers.ofByteArray())
                    .body();
            HttpResponse<byte[]> answer =
                    http.send(get(production, "crl.crl"), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
            SignedCrl crl = SignedCrl.of(LongOctets.of(answer.body()));
            assertThat(crl.isOf(new X509CertificateHolder(certificate))).isTrue();
            int entries = 0;
            for (SignedCrl.Entry entry : crl) {
                entries++;
                if (entry.reason() != RevocationReason.SUPERSEDED) {
                    throw new AssertionError(entry.toString());
                }
            }
            assertThat(entries).isEqualTo(ENTRIES);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static HttpRequest get(Production production, String file) {
        return HttpRequest.newBuilder(URI.create(production.url() + "ca/issuing/" + file))
                .timeout(Duration.ofMinutes(5))
                .build();
    }

    private static void say(String what, long begin) {
        System.out.println("  CRL of " + ENTRIES + " entries: "
                + String.format(Locale.ROOT, what, (System.nanoTime() - begin) / 1e9));
    }
}
