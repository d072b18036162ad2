package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.lint.command.LintCli;
import org.httpca.pki.RevocationReason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A standalone that spreads its certificates over two CRLs, and what openssl and GnuTLS make of these and of deltas. */
@Tag("full")
class ShardsByOthersTest {
    /** From the revocation until the CRL lists it. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    private final Map<String, String> serials = new TreeMap<>();

    @Test
    void eachShardIsOfItsOwnCertificates() throws Exception {
        Map<String, String> settings = Map.of("httpca.ca.crl-shards", "2");
        try (Standalone standalone = Journeys.start(folder.resolve("data"), Parts.EMBEDDED, settings)) {
            Client client = new Client(standalone.url());
            String token = Files.readString(standalone.data().resolve("tokens/operator.token"))
                    .strip();
            Files.copy(standalone.data().resolve("ca/root.pem"), folder.resolve("root.pem"));
            oneOfEachShard(client);
            String first = String.valueOf(serials.get("1"));
            for (String shard : List.of("1", "2")) {
                fetch(client, "crl/" + shard + ".crl", shard);
                assertThat(verify(shard, shard)).contains("cert-" + shard + ".pem: OK");
            }
            assertThat(verify("1", "2"))
                    .as("the other shard says nothing about it")
                    .contains("error");
            fetch(client, "crl.crl", "before");
            assertThat(verify("1", "before")).contains(": OK");

            client.revoke(first, "certificateHold", token);
            lists(client, "crl/1.crl", first, "certificateHold");
            lists(client, "crl/delta.crl", first, "certificateHold");
            lists(client, "crl.crl", first, "certificateHold");
            assertThat(listed(client, "crl/2.crl")).isEmpty();
            fetch(client, "crl/1.crl", "1");
            assertThat(verify("1", "1")).contains("certificate revoked");
            fetch(client, "crl.crl", "held");
            assertThat(verify("1", "held")).contains("certificate revoked");
            assertThat(certtool("1", "1")).contains("The certificate chain is revoked");
            assertThat(certtool("1", "held")).contains("The certificate chain is revoked");
            fetch(client, "crl/delta.crl", "delta");
            assertThat(verify("1", "before")).as("nobody has asked for deltas").contains(": OK");
            assertThat(verify("1", "before", "delta")).contains("certificate revoked");

            client.revoke(first, "removeFromCRL", token);
            lists(client, "crl/delta.crl", first, "removeFromCRL");
            fetch(client, "crl/delta.crl", "released");
            assertThat(verify("1", "held", "released")).contains(": OK");
            assertThat(verify("1", "before", "released")).contains(": OK");
            Eventually.see("it is off its shard", SOON, () -> listed(client, "crl/1.crl"), Map::isEmpty);
            List<String> files = List.of("1.crl", "2.crl", "before.crl", "delta.crl", "released.crl").stream()
                    .map(name -> folder.resolve(name).toString())
                    .toList();
            assertThat(LintCli.run(files, System.out, System.err)).isZero();
            whatGnutlsDoesNotKnow();
        }
    }

    /** It verifies their signatures, and reads neither scope nor base: docs/operator.md says so. */
    private void whatGnutlsDoesNotKnow() throws Exception {
        for (String crl : List.of("1", "delta", "before")) {
            Program.Ended judged = Program.run(
                    folder, "certtool", "--verify-crl", "--load-ca-certificate", "chain.pem", "--infile", crl + ".pem");
            assertThat(judged.output()).as(crl).contains("Verified");
        }
        assertThat(certtool("1", "2")).as("of another shard").contains("The certificate is trusted");
        assertThat(certtool("1", "released")).as("removeFromCRL").contains("The certificate chain is revoked");
    }

    private String certtool(String shard, String crl) throws Exception {
        return Program.run(
                        folder,
                        "certtool",
                        "--verify",
                        "--load-ca-certificate",
                        "chain.pem",
                        "--load-crl",
                        crl + ".pem",
                        "--infile",
                        "cert-" + shard + ".pem")
                .output();
    }

    private void oneOfEachShard(Client client) throws Exception {
        for (int i = 0; serials.size() < 2; i++) {
            Client.Request submitted =
                    client.submit(Subscriber.create("host-" + i + ".auto.test").csr());
            String serial =
                    String.valueOf(client.until(submitted.id(), "issued").serial());
            String shard = new BigInteger(serial, 16).testBit(0) ? "2" : "1";
            serials.put(shard, serial);
            Files.writeString(
                    folder.resolve("cert-" + shard + ".pem"), client.text("certificates/" + serial + "/cert.pem"));
            Files.writeString(folder.resolve("chain.pem"), client.text("certificates/" + serial + "/chain.pem"));
            assertThat(distributionPoint(client.octets("certificates/" + serial + "/cert.cer")))
                    .isEqualTo("/ca/issuing/crl/" + shard + ".crl");
        }
    }

    private static String distributionPoint(byte[] certificate) throws IOException {
        GeneralNames names = GeneralNames.getInstance(CRLDistPoint.getInstance(new X509CertificateHolder(certificate)
                        .getExtension(Extension.cRLDistributionPoints)
                        .getParsedValue())
                .getDistributionPoints()[0]
                .getDistributionPoint()
                .getName());
        GeneralName name = names.getNames()[0];
        return URI.create(name.getName().toString()).getPath();
    }

    private void fetch(Client client, String file, String name) throws Exception {
        Files.write(folder.resolve(name + ".crl"), client.octets("ca/issuing/" + file));
        Program.Ended ended =
                Program.run(folder, "openssl", "crl", "-inform", "DER", "-in", name + ".crl", "-out", name + ".pem");
        assertThat(ended.code()).as(ended.output()).isZero();
    }

    private static void lists(Client client, String file, String serial, String reason) throws Exception {
        Eventually.see(
                file + " lists it: " + reason, SOON, () -> listed(client, file), now -> reason.equals(now.get(serial)));
    }

    /** The reasons, by the serial numbers. */
    private static Map<String, String> listed(Client client, String file) throws Exception {
        Map<String, String> listed = new TreeMap<>();
        for (Object each : new X509CRLHolder(client.octets("ca/issuing/" + file)).getRevokedCertificates()) {
            X509CRLEntryHolder entry = (X509CRLEntryHolder) each;
            listed.put(
                    entry.getSerialNumber().toString(16),
                    Optional.ofNullable(entry.getExtension(Extension.reasonCode))
                            .map(reason -> reason(reason.getParsedValue()))
                            .orElse("unspecified"));
        }
        return listed;
    }

    private static String reason(Object value) {
        int code = ASN1Enumerated.getInstance(value).intValueExact();
        return RevocationReason.ofCode(code).orElseThrow().label();
    }

    /** What openssl says of that shard's certificate by a CRL, and by a delta if there are two. */
    private String verify(String shard, String... crls) throws Exception {
        List<String> words = new ArrayList<>(List.of("openssl", "verify", "-x509_strict", "-crl_check"));
        if (crls.length > 1) {
            words.add("-use_deltas");
        }
        StringBuilder pem = new StringBuilder();
        for (String crl : crls) {
            pem.append(Files.readString(folder.resolve(crl + ".pem")));
        }
        Files.writeString(folder.resolve("crls.pem"), pem);
        words.addAll(List.of(
                "-CRLfile", "crls.pem", "-CAfile", "root.pem", "-untrusted", "chain.pem", "cert-" + shard + ".pem"));
        return Program.run(folder, words.toArray(String[]::new)).output();
    }
}
