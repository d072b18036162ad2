package org.httpca.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.httpca.lint.command.LintCli;
import org.httpca.pki.Pem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder with a faulty file for every row of every table, and one with good files only. */
class LintFolderTest {

    @TempDir
    Path folder = Path.of("");

    private final Map<String, Set<String>> expected = new TreeMap<>();

    @Test
    void everyFaultOfAFolderIsFound() throws IOException {
        Stream.concat(BrokenFixtures.certificates(), SignaturesTable.CERTIFICATES.stream())
                // A root that does not name itself as its issuer looks like any certificate whose issuer is missing.
                .filter(row -> row.issuer() != null || BrokenFixtures.selfIssued(row))
                .forEach(row -> write("CERTIFICATE", row.certificate(), row.issuer(), row.lints()));
        Stream.concat(BrokenFixtures.crls(), SignaturesTable.CRLS.stream())
                .forEach(row -> write("X509 CRL", row.crl(), row.issuer(), row.lints()));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, "--json", folder.toString())).isEqualTo(2);

        Map<String, Set<String>> seen = new TreeMap<>();
        JsonNode report = JsonMapper.shared().readTree(out.toByteArray());
        for (JsonNode result : report.get("results")) {
            if (result.get("place").intValue() == 1) {
                Set<String> lints = new TreeSet<>();
                result.get("findings")
                        .forEach(finding -> lints.add(finding.get("lint").stringValue()));
                seen.put(Path.of(result.get("file").stringValue()).getFileName().toString(), lints);
            }
        }
        assertThat(seen).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(report.get("unreadable")).isEmpty();
        assertThat(report.get("worst").stringValue()).isEqualTo("error");
    }

    @Test
    void nothingIsFoundInGoodFiles() throws IOException {
        for (SubjectPublicKeyInfo key : List.of(Keys.RSA_2048, Keys.P256, Keys.P384, Keys.P521, Keys.ED25519)) {
            Path own = Files.createDirectory(folder.resolve("of-" + expected.size()));
            Files.write(own.resolve("root.crt"), Tbs.root(key).certificate());
            Files.write(own.resolve("issuing.der"), Tbs.issuing(key, key).certificate());
            Files.writeString(
                    own.resolve("leaf.pem"),
                    Pem.encode("CERTIFICATE", Tbs.endEntity(key, key).certificate()));
            expected.put(own.toString(), Set.of());
        }
        Files.write(folder.resolve("of-1/issuing.crl"), CrlTbs.good().crl());
        Files.writeString(folder.resolve("notes.txt"), "nothing to lint");

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, folder.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("15 certificates and 1 CRL in 16 files: nothing found. 1 other file passed over.\n");
    }

    private static int run(ByteArrayOutputStream out, String... args) {
        return LintCli.run(List.of(args), new PrintStream(out, false, StandardCharsets.UTF_8), System.err);
    }

    private void write(String label, byte[] der, @Nullable Tbs issuer, String... lints) {
        String name = lints[0] + "-" + expected.size() + ".pem";
        String chain = issuer == null ? "" : Pem.encode("CERTIFICATE", issuer.certificate());
        try {
            Files.writeString(folder.resolve(name), Pem.encode(label, der) + chain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        expected.put(name, new TreeSet<>(Arrays.asList(lints)));
    }
}
