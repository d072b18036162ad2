package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each file that can be downloaded, read by openssl, and by others where it is theirs. */
@Tag("full")
class DownloadsByOthersTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final RunningStandalone HTTPCA = RunningStandalone.on(Parts.EMBEDDED);
    private static final Client.Request ISSUED = issue();

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "cert.pem, application/x-pem-file, x509 -inform PEM",
        "chain.pem, application/x-pem-file, x509 -inform PEM",
        "fullchain.pem, application/x-pem-file, x509 -inform PEM",
        "cert.pem.txt, text/plain, x509 -inform PEM",
        "chain.pem.txt, text/plain, x509 -inform PEM",
        "fullchain.pem.txt, text/plain, x509 -inform PEM",
        "cert.cer, application/pkix-cert, x509 -inform DER",
        "cert.crt, application/x-x509-server-cert, x509 -inform DER",
        "cert.der, application/x-x509-server-cert, x509 -inform DER",
        "csr.pem, application/x-pem-file, req -inform PEM",
        "csr.pem.txt, text/plain, req -inform PEM",
        "csr.csr, application/pkcs10, req -inform PEM",
    })
    void areRead(String file, String type, String command) throws Exception {
        boolean own = !file.startsWith("chain");
        read("certificates/" + ISSUED.serial() + "/" + file, type, command, own ? "downloads.auto.test" : "CN = ");
        read(
                "certificates/issuing:" + ISSUED.serial() + "/" + file,
                type,
                command,
                own ? "downloads.auto.test" : "CN = ");
        read("requests/" + ISSUED.id() + "/" + file, type, command, own ? "downloads.auto.test" : "CN = ");
        if (!file.startsWith("csr")) {
            String caType = type.replace("x509-server-cert", "x509-ca-cert");
            read("ca/issuing/" + file, caType, command, "CN = ");
            if (own) {
                read("ca/root/" + file, caType, command, "CN = ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "p7b, application/x-pkcs7-certificates, DER, --inder --p7-info",
        "p7b.pem, application/x-pem-file, PEM, --p7-info"
    })
    void pkcs7IsRead(String file, String type, String form, String certtool) throws Exception {
        for (String tree : List.of(
                "certificates/" + ISSUED.serial(),
                "certificates/issuing:" + ISSUED.serial(),
                "requests/" + ISSUED.id())) {
            assertThat(pkcs7(tree + "/cert." + file, type, form, certtool))
                    .singleElement()
                    .asString()
                    .contains("downloads.auto.test");
            assertThat(pkcs7(tree + "/chain." + file, type, form, certtool))
                    .singleElement()
                    .asString()
                    .doesNotContain("downloads.auto.test");
            assertThat(pkcs7(tree + "/fullchain." + file, type, form, certtool)).hasSize(2);
        }
        assertThat(pkcs7("ca/issuing/fullchain." + file, type, form, certtool)).hasSize(1);
        assertThat(pkcs7("ca/root/cert." + file, type, form, certtool)).hasSize(1);
    }

    @Test
    void javaReadsPkcs7() throws Exception {
        get("certificates/" + ISSUED.serial() + "/fullchain.p7b", "application/x-pkcs7-certificates");
        Program.Ended ended = Program.run(folder, "keytool", "-printcert", "-file", "file");
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("downloads.auto.test").contains("Certificate[2]");
    }

    /** The subjects that openssl prints; GnuTLS must find as many certificates. */
    private List<String> pkcs7(String path, String type, String form, String certtool) throws Exception {
        get(path, type);
        List<String> subjects = openssl("pkcs7 -print_certs -noout -inform " + form)
                .lines()
                .filter(line -> line.startsWith("subject="))
                .toList();
        Program.Ended ended = Program.run(folder, ("certtool --infile file " + certtool).split(" "));
        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("Number of certificates: " + subjects.size());
        return subjects;
    }

    @Test
    void crlsAreRead() throws Exception {
        get("ca/issuing/crl.crl", "application/pkix-crl");
        openssl("crl -inform DER -noout -issuer -nextupdate");
    }

    private void read(String path, String type, String command, String subject) throws Exception {
        get(path, type);
        assertThat(openssl(command + " -noout -subject")).as(path).contains(subject);
    }

    private void get(String path, String type) throws Exception {
        HttpResponse<byte[]> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(HTTPCA.url()).resolve(path)).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).as(path).hasValue(type);
        Files.write(folder.resolve("file"), answer.body());
    }

    private String openssl(String words) throws Exception {
        Program.Ended ended = Program.run(folder, ("openssl " + words + " -in file").split(" "));
        assertThat(ended.code()).as(ended.output()).isZero();
        return ended.output();
    }

    private static Client.Request issue() {
        try {
            Client client = HTTPCA.client();
            return client.until(
                    client.submit(Subscriber.create("downloads.auto.test").csr())
                            .id(),
                    "issued");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
