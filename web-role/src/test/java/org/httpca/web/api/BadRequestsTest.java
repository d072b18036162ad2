package org.httpca.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.api.SubmitTest.assertProblem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.pki.Crypto;
import org.httpca.pki.Pem;
import org.httpca.web.Csr;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.Published;
import org.httpca.web.WebUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Whatever nobody should get a certificate for: a clear problem, and not a row in any table. */
class BadRequestsTest {
    private static final Path TABLE = Path.of("../shared-messages/src/test/resources/bad-requests/bad-requests.csv");
    private static final String REQUESTS = "/api/v1/requests";
    private static final WebUnderTest WEB = WebUnderTest.shared();
    private static final Http HTTP = WEB.http();
    private static final JdbcClient DATABASE = WEB.ownerInOneConnection();
    private static final String COUNTS = countsOfAllTables();

    static Stream<String[]> rows() throws IOException {
        return Files.readAllLines(TABLE).stream().map(line -> line.split("\\|"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void eachOfTheTable(String what, String problem, String words, String base64) {
        byte[] der = Base64.getDecoder().decode(base64);
        refused(() -> posted("application/pkcs10", der), problem, words);
    }

    @Test
    void allOfTheTableInABatch() throws IOException {
        List<String[]> rows = rows().toList();
        String body = rows.stream()
                .map(row ->
                        Pem.encode("CERTIFICATE REQUEST", Base64.getDecoder().decode(row[3])))
                .map(pem -> "{\"csr\": \"" + pem.replace("\n", "\\n") + "\"}")
                .collect(Collectors.joining(",", "{\"requests\": [", "]}"));
        String before = counts();
        JsonNode outcomes = HTTP.postJson(
                        REQUESTS + "/batch",
                        body,
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .json()
                .get("outcomes");
        for (int i = 0; i < rows.size(); i++) {
            assertThat(outcomes.get(i).get("problem").toString())
                    .as(rows.get(i)[0])
                    .contains("urn:httpca:problem:" + rows.get(i)[1])
                    .contains(rows.get(i)[2]);
        }
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void aTextThatIsNone() {
        refused(() -> posted("application/x-pem-file", "hello".getBytes(StandardCharsets.UTF_8)), "malformed", "PEM");
    }

    @Test
    void twoMegabytes() {
        byte[] large = new byte[2 << 20];
        large[0] = 0x30;
        refused(() -> posted("application/pkcs10", large), "request-too-large", "");
        refused(() -> posted("application/json", large), "request-too-large", "");
    }

    @Test
    void fiveThousandNames() {
        byte[] few = Csr.der(names(5000, "h%d.b"));
        assertThat(few).hasSizeLessThan(64 * 1024);
        refused(() -> posted("application/pkcs10", few), "bad-csr", "5000 names");
        byte[] many = Csr.der(names(5000, "host-%d.example.org"));
        refused(() -> posted("application/pkcs10", many), "request-too-large", "64 KiB");
    }

    @Test
    void theKeyOfAnIssuer() throws Exception {
        byte[] csr = new JcaPKCS10CertificationRequestBuilder(
                        new X500Name("CN=www.example.org"),
                        Published.issuingKey().getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .setProvider(Crypto.BOUNCY_CASTLE)
                        .build(Published.issuingKey().getPrivate()))
                .getEncoded();
        refused(() -> posted("application/pkcs10", csr), "bad-public-key", "CA 'issuing'");
    }

    private static String[] names(int number, String form) {
        return IntStream.range(0, number).mapToObj(i -> String.format(form, i)).toArray(String[]::new);
    }

    private static Answer posted(String type, byte[] body) {
        return HTTP.post(
                REQUESTS, type, body, "Idempotency-Key", UUID.randomUUID().toString());
    }

    private static void refused(Supplier<Answer> submission, String problem, String words) {
        String before = counts();
        Answer answer = submission.get();
        assertProblem(answer, status(problem), problem);
        assertThat(answer.json().get("detail").asString()).contains(words);
        assertThat(counts()).isEqualTo(before);
    }

    private static int status(String problem) {
        return switch (problem) {
            case "request-too-large" -> 413;
            case "rejected-identifier" -> 403;
            default -> 400;
        };
    }

    /** How many rows each table has. */
    private static String counts() {
        return DATABASE.sql(COUNTS).query(String.class).single();
    }

    private static String countsOfAllTables() {
        List<String> tables = DATABASE.sql(
                        "select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables"
                                + " where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')"
                                + " order by 1")
                .query(String.class)
                .list();
        assertThat(tables).anyMatch(table -> table.endsWith(".request")).anyMatch(table -> table.endsWith(".outbox"));
        return tables.stream()
                .map(table -> "'" + table + " ' || (select count(*) from " + table + ")")
                .collect(Collectors.joining(", ", "select concat_ws(', ', ", ")"));
    }
}
