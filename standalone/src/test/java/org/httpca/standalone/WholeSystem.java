package org.httpca.standalone;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.approval.ApprovalCli;
import org.httpca.envelope.Identity;
import org.httpca.message.MessageJson;
import org.httpca.message.Role;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.KeyFile;
import org.httpca.signer.setup.Installation;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/**
 * A running installation from outside: as a user sees it by HTTP, the administrator by the command line, and a thief by its
 * databases (as their owners) and files.
 */
final class WholeSystem {

    private static final Pattern JDBC_URL = Pattern.compile("jdbc:postgresql:\\S+");

    /** A request that was submitted. */
    record Asked(UUID id, String host, CertificationRequest csr) {}

    private final Standalone standalone;
    private final Client client;
    private final JdbcTemplate signer;
    private final JdbcTemplate web;

    WholeSystem(Standalone standalone) {
        this.standalone = standalone;
        this.client = new Client(standalone.url());
        this.signer = owner("operator/approval.yml", "httpca_signer_owner", "signer/owner-password");
        this.web = owner("web/database-url", "httpca_web_owner", "web/owner-password");
    }

    /** The signer's database, with every right that there is on its tables. */
    JdbcTemplate signer() {
        return signer;
    }

    /** The web side's database, likewise. */
    JdbcTemplate web() {
        return web;
    }

    Path file(String name) {
        return standalone.data().resolve(name);
    }

    String brokerUri() {
        return standalone.brokerUri();
    }

    /** The key with which that role seals its envelopes. */
    Identity identity(Role role) {
        return Identity.load(
                file(role.wireName() + "/identity.p12"), KeyFile.readSecret(file(role.wireName() + "/passphrase")));
    }

    String administrator() {
        return Installation.find(standalone.data()).orElseThrow().administrator();
    }

    Asked asks(String host) throws Exception {
        Subscriber subscriber = Subscriber.create(host);
        Client.Request request = client.submit(subscriber.csr());
        return new Asked(
                UUID.fromString(request.id()),
                host,
                CertificationRequest.readPem(subscriber.csr()).orElseThrow());
    }

    /** Submits it and waits until the web side shows it in that status. */
    Asked asksUntil(String host, String status) throws Exception {
        Asked asked = asks(host);
        showsUntil(asked, status);
        return asked;
    }

    void showsUntil(Asked asked, String status) throws IOException, InterruptedException {
        client.until(asked.id().toString(), status);
    }

    /** What users see of it. */
    String shows(Asked asked) throws IOException, InterruptedException {
        return MessageJson.mapper()
                .readTree(client.text("api/v1/requests/" + asked.id()))
                .path("status")
                .asString("");
    }

    /** How many messages without effect that role reports, by what was wrong with them; read by the status page's API. */
    long reported(Role role, String count) {
        try {
            JsonNode status = MessageJson.mapper().readTree(client.text("api/v1/status"));
            long sum = 0;
            for (JsonNode each : status.path("roles")) {
                if (each.path("role").asString("").equals(role.wireName())) {
                    for (JsonNode instance : each.path("instances")) {
                        sum += instance.path("requestsByState").path(count).asLong(0);
                    }
                }
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void approves(Asked asked) {
        approval("approve", asked.id().toString(), "--fingerprint", asked.csr().fingerprint());
    }

    /** Runs the administrator's command line, which must answer 0. */
    String approval(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = ApprovalCli.run(
                List.of(arguments),
                file("operator"),
                new ByteArrayInputStream(new byte[0]),
                out,
                out,
                Clock.systemUTC());
        String text = said.toString(StandardCharsets.UTF_8);
        if (code != 0) {
            throw new AssertionError("approval " + List.of(arguments) + " ended with " + code + ": " + text);
        }
        return text;
    }

    /** What the signer wrote down about the request, in the order of time. */
    List<String> audited(UUID request) {
        return signer.queryForList(
                "SELECT event FROM audit WHERE request_id = ? ORDER BY at, sequence", String.class, request);
    }

    void auditsEventually(UUID request, String event) {
        Eventually.holds(
                "the audit says '" + event + "' of request " + request,
                () -> audited(request).contains(event));
    }

    /** How many rows a table has about the request. */
    static int rows(JdbcTemplate database, String table, UUID request) {
        String column = table.equals("request") ? "id" : "request_id";
        return database.queryForList("SELECT 1 FROM " + table + " WHERE " + column + " = ?", request)
                .size();
    }

    /** The signer's last word about the request has arrived. */
    void webSideHeardTheLatest(Asked asked) {
        String revision = "SELECT revision FROM request WHERE id = ?";
        Eventually.holds(
                "the web side heard the signer's last word about " + asked,
                () -> Objects.equals(
                        signer.queryForObject(revision, Long.class, asked.id()),
                        web.queryForObject(revision, Long.class, asked.id())));
    }

    private JdbcTemplate owner(String urlIn, String user, String passwordFile) {
        try {
            Matcher url = JDBC_URL.matcher(Files.readString(file(urlIn)));
            if (!url.find()) {
                throw new AssertionError("No JDBC URL stands in " + file(urlIn));
            }
            return new JdbcTemplate(
                    new DriverManagerDataSource(url.group(), user, new String(KeyFile.readSecret(file(passwordFile)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
