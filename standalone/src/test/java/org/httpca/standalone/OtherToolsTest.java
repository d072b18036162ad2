package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.httpca.lint.command.LintCli;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that openssl makes, and certificates that openssl and GnuTLS verify, for every kind of key and name. */
@Tag("full")
class OtherToolsTest {

    private final RunningStandalone httpca = RunningStandalone.on(Parts.EMBEDDED);

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rsa:2048 | DNS:rsa2048.example.test",
                "rsa:4096 | DNS:rsa4096.example.test,DNS:alt.example.test",
                "ec:P-256 | DNS:p256.example.test",
                "ec:P-256 | DNS:*.wild.example.test",
                "ec:P-384 | DNS:p384.example.test",
                "ed25519 | DNS:ed25519.example.test",
                "ec:P-256 | IP:192.0.2.17",
                "ec:P-256 | IP:2001:db8::17,DNS:v6.example.test",
            })
    void isIssuedAndVerifiedByOthers(String key, String names) throws Exception {
        openssl(request(key, names).toArray(String[]::new));
        Client client = httpca.client();
        Client.Request submitted = client.submit(Files.readString(folder.resolve("request.pem")));
        client.until(submitted.id(), "waiting-for-approval");
        assertThat(httpca.approval("approve", submitted.id()).code()).isZero();
        Client.Request issued = client.until(submitted.id(), "issued");

        String at = "certificates/" + issued.serial() + "/";
        Files.writeString(folder.resolve("cert.pem"), client.text(at + "cert.pem"));
        Files.writeString(folder.resolve("chain.pem"), client.text(at + "chain.pem"));
        Path root = httpca.data().resolve("ca/root.pem");
        Files.writeString(folder.resolve("whole.pem"), client.text(at + "fullchain.pem") + Files.readString(root));
        Files.write(folder.resolve("issuing.crl"), client.octets("ca/issuing/crl.crl"));
        Files.write(folder.resolve("root.crl"), client.octets("ca/root/crl.crl"));

        openssl("verify", "-x509_strict", "-CAfile", root.toString(), "-untrusted", "chain.pem", "cert.pem");
        openssl("crl", "-inform", "DER", "-in", "issuing.crl", "-out", "crls.pem");
        openssl("crl", "-inform", "DER", "-in", "root.crl", "-out", "root-crl.pem");
        Files.writeString(
                folder.resolve("crls.pem"),
                Files.readString(folder.resolve("crls.pem")) + Files.readString(folder.resolve("root-crl.pem")));
        openssl(
                "verify",
                "-x509_strict",
                "-crl_check_all",
                "-CRLfile",
                "crls.pem",
                "-CAfile",
                root.toString(),
                "-untrusted",
                "chain.pem",
                "cert.pem");
        Program.Ended certtool = Program.run(folder, "certtool", "--verify-chain", "--infile", "whole.pem");
        assertThat(certtool.code()).as(certtool.output()).isZero();
        assertThat(certtool.output()).contains("Verified");
        List<String> linted = Stream.of("whole.pem", "issuing.crl", "root.crl")
                .map(name -> folder.resolve(name).toString())
                .toList();
        assertThat(LintCli.run(linted, System.out, System.err)).isZero();
    }

    private static List<String> request(String key, String names) {
        List<String> words =
                new ArrayList<>(List.of("req", "-new", "-nodes", "-keyout", "key.pem", "-out", "request.pem"));
        words.addAll(List.of("-subj", "/", "-addext", "subjectAltName=" + names));
        if (key.startsWith("ec:")) {
            words.addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:" + key.substring(3)));
        } else {
            words.addAll(List.of("-newkey", key));
        }
        return words;
    }

    private void openssl(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("openssl"));
        words.addAll(List.of(arguments));
        Program.Ended ended = Program.run(folder, words.toArray(String[]::new));
        assertThat(ended.code())
                .as(String.join(" ", words) + "\n" + ended.output())
                .isZero();
    }
}
