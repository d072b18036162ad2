package org.httpca.standalone;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.httpca.approval.ApprovalCli;
import org.httpca.pki.CertificationRequest;

/**
 * The whole main job on real input, told step by step. Every step is checked: the first that does not hold ends it with exit
 * code 1.
 */
final class Demo {

    private static final String HOST = "www.example.test";

    private static final Duration LISTED_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final PrintStream out;
    private int step;

    Demo(PrintStream out) {
        this.out = out;
    }

    /** @return the exit code */
    int run(Path folder, boolean keep) throws Exception {
        out.println("HttpCA, the whole main job in one go. Everything is in " + folder + " and on loopback.");
        out.println();
        StartSettings settings =
                new StartSettings(folder.resolve("data"), 0, "127.0.0.1", null, Map.of(), Parts.EMBEDDED);
        step("Start every role: database, broker, signer, worker, web", "./httpca start");
        try (Standalone standalone = Standalone.start(settings, Indented.of(out))) {
            say("ready at " + standalone.url());
            tell(folder, standalone);
            if (keep) {
                out.println("Left running at " + standalone.url() + " as you asked (--keep). Ctrl-C stops it.");
                StopSignals.listen().await();
            }
        }
        // Only where all went well: otherwise the log in there is what one needs.
        Trees.delete(folder);
        return 0;
    }

    private void tell(Path folder, Standalone standalone) throws Exception {
        Client client = new Client(standalone.url());
        step(
                "Make a key and a certification request (the key never leaves this machine)",
                "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout www.key -out www.csr"
                        + " -subj /CN=" + HOST + " -addext subjectAltName=DNS:" + HOST);
        Subscriber subscriber = Subscriber.create(HOST);
        Files.writeString(folder.resolve("www.csr"), subscriber.csr());
        CertificationRequest request =
                CertificationRequest.readPem(subscriber.csr()).orElseThrow();
        say(request.key().label() + ", fingerprint " + request.fingerprint());

        step(
                "Submit it",
                "curl --data-binary @www.csr -H 'Content-Type: application/x-pem-file' " + standalone.url()
                        + "api/v1/requests");
        Client.Request submitted = client.submit(subscriber.csr());
        check(submitted.status().equals("queued"), "202, request " + submitted.id() + " is " + submitted.status());

        step(
                "Watch it: it crosses the broker as a signed message, and policy holds it for an administrator",
                "curl " + standalone.url() + "api/v1/requests/" + submitted.id());
        Client.Request waiting = client.until(submitted.id(), "waiting-for-approval");
        check(true, "it is " + waiting.status() + "; the signer wants " + waiting.approvalsRequired() + " approval");

        step(
                "Look at it as the administrator, whose order is signed with a key of their own",
                "./httpca approval list");
        approval(standalone, "list");
        step("Approve exactly this request", "./httpca approval approve ID --fingerprint SHA256");
        approval(standalone, "approve", submitted.id(), "--fingerprint", request.fingerprint());

        step(
                "Wait for the certificate",
                "curl -H 'Prefer: wait=30' " + standalone.url() + "api/v1/requests/" + submitted.id());
        Client.Request issued = client.until(submitted.id(), "issued");
        check(issued.serial() != null, "issued, serial " + issued.serial());

        step(
                "Download it with its chain, and the root that users trust",
                "curl -O " + standalone.url() + "certificates/" + issued.serial() + "/fullchain.pem");
        String fullchain = client.text("certificates/" + issued.serial() + "/fullchain.pem");
        String root = Files.readString(standalone.data().resolve("ca/root.pem"));
        byte[] crl = client.octets("ca/issuing/crl.crl");
        Path files = Files.createDirectories(folder.resolve("downloads"));
        Files.writeString(files.resolve("fullchain.pem"), fullchain);
        Files.write(files.resolve("issuing.crl"), crl);
        say("fullchain.pem and issuing.crl");

        step(
                "Verify it: signature, path up to the root, name, key, validity, and the CRL",
                "openssl verify -x509_strict -crl_check -CAfile root.pem -untrusted fullchain.pem fullchain.pem");
        Verification.Verified verified = Verification.of(fullchain, root, crl, HOST, subscriber.publicKey());
        say("valid until " + verified.notAfter() + ", for " + HOST);
        say("its CRL " + verified.crlUrl() + " is served, signed by its issuer, and does not list it");

        revoke(client, standalone, Objects.requireNonNull(issued.serial()), fullchain);

        step(
                "Find it in the log that anyone can check: that it was issued, and that it was revoked",
                "./httpca log verify fullchain.pem --url " + standalone.url());
        logged(standalone, folder.resolve("downloads/fullchain.pem"));

        step("Read what the signer wrote down about all this", "./httpca approval audit verify");
        approval(standalone, "audit", "verify");
        out.println();
        out.println("Every step held. Start your own with: ./httpca start");
    }

    private void revoke(Client client, Standalone standalone, String serial, String fullchain) throws Exception {
        String url = standalone.url() + "api/v1/certificates/" + serial;
        step(
                "Revoke it, with the operator's token",
                "curl -H \"Authorization: Bearer $(cat data/tokens/operator.token)\" --json '{\"reason\": \"superseded\"}' "
                        + url + "/revocation");
        long begin = System.nanoTime();
        client.revoke(
                serial,
                "superseded",
                Files.readString(standalone.data().resolve("tokens/operator.token"))
                        .strip());
        say("202: the signer has been asked");

        step(
                "See that nobody is to rely on it any more",
                "curl -O " + standalone.url()
                        + "ca/issuing/crl.crl && openssl crl -inform der -in crl.crl -noout -text");
        Optional<String> listed = Optional.empty();
        while (listed.isEmpty() && System.nanoTime() - begin < LISTED_WITHIN.toNanos()) {
            Thread.sleep(LOOK_AGAIN.toMillis());
            listed = Verification.listed(fullchain, client.octets("ca/issuing/crl.crl"));
        }
        String after = String.format(Locale.ROOT, " after %.1f s", (System.nanoTime() - begin) / 1e9);
        check(
                listed.equals(Optional.of("SUPERSEDED")),
                "the CRL lists it" + listed.map(r -> ": " + r).orElse(" not") + after);
        String says = client.revocation(serial);
        check(says.equals("revoked, superseded"), "its page says: " + says);

        OcspQuestion question = new OcspQuestion(fullchain);
        step(
                "Ask by OCSP, where the certificate says",
                "openssl ocsp -issuer data/ca/issuing.pem -cert fullchain.pem -url " + question.url()
                        + " -CAfile data/ca/root.pem -verify_other data/ca/issuing.pem");
        String answer = question.read(client.ocsp(question.url(), question.request()));
        check(answer.equals("revoked, superseded"), "its responder says: " + answer);
    }

    /** What happens gets its place within seconds. */
    private void logged(Standalone standalone, Path fullchain) throws Exception {
        long begin = System.nanoTime();
        String said = "";
        int code = -1;
        while (!(code == 0 && said.contains(" superseded")) && System.nanoTime() - begin < LISTED_WITHIN.toNanos()) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            PrintStream lines = new PrintStream(answer, true, StandardCharsets.UTF_8);
            code = ApprovalCli.run(
                    List.of("log", "verify", fullchain.toString(), "--url", standalone.url()),
                    standalone.data().resolve("operator"),
                    new ByteArrayInputStream(new byte[0]),
                    lines,
                    lines,
                    Clock.systemUTC());
            said = answer.toString(StandardCharsets.UTF_8);
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
        said.lines().forEach(this::say);
        check(code == 0, "exit code " + code);
    }

    private void approval(Standalone standalone, String... arguments) throws IOException {
        int code = ApprovalCli.run(
                List.of(arguments),
                standalone.data().resolve("operator"),
                new ByteArrayInputStream(new byte[0]),
                Indented.of(out),
                Indented.of(out),
                Clock.systemUTC());
        check(code == 0, "exit code " + code);
    }

    private void step(String what, String command) {
        out.println();
        out.println(++step + ". " + what);
        out.println("   $ " + command);
    }

    private void say(String line) {
        out.println("   " + line);
    }

    private void check(boolean held, String what) {
        say(what);
        if (!held) {
            throw new StepFailed("step " + step + " did not hold: " + what);
        }
    }

    /** A step of the demonstration did not hold. */
    static final class StepFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StepFailed(String message) {
            super(message);
        }
    }
}
