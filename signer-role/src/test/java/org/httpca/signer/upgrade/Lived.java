package org.httpca.signer.upgrade;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.envelope.MessagingTrust;
import org.httpca.message.LogSeen;
import org.httpca.message.RequestCertificate;
import org.httpca.message.RequestResponderCertificate;
import org.httpca.message.RevokeCertificate;
import org.httpca.message.Role;
import org.httpca.order.Action;
import org.httpca.order.Order;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.crl.CrlStore;
import org.httpca.signer.crl.Crls;
import org.httpca.signer.issuer.CrlShards;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.log.LogStage;
import org.httpca.signer.log.SeenLog;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.publication.Checkpoints;
import org.httpca.signer.publication.PublicationNumbers;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.SignerDatabase;
import org.httpca.signer.testing.TestAdministrator;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.springframework.jdbc.core.JdbcTemplate;

/** Fills a database with the running code, as a signer leaves it when it is stopped in the middle of its work. */
final class Lived implements AutoCloseable {
    private final SignerDatabase database;
    private final Beside beside;
    private final TestAdministrator mary;
    private final TestAdministrator pierre;
    private final TestSigner signer;
    private final TestSigner other;
    private final SigningBed bed;
    private final BedSigner signing;
    private Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Lived(SignerDatabase database, Beside beside, TestAdministrator mary, TestAdministrator pierre) {
        this.database = database;
        this.beside = beside;
        this.mary = mary;
        this.pierre = pierre;
        Profiles others = TestSigner.profiles("*.example", "validity: 90d", "validity: 60d");
        signer =
                new TestSigner(database, beside::administrators, beside.profiles(), new Issuers(List.of())).isPresent();
        other = new TestSigner(database, beside::administrators, others, new Issuers(List.of())).isPresent();
        bed = new SigningBed(
                database.owner(),
                database.runtime(),
                beside.profiles(),
                beside.issuer(),
                TestSigner.CLEARANCE_KEY,
                time);
        signing = bed.signerWithHands("signer-9");
    }

    void live() throws Exception {
        List<UUID> issued = new ArrayList<>();
        for (String name : List.of("a.example", "b.example", "c.example", "d.example", "untold.example")) {
            issued.add(accepted("server", name));
        }
        signing.sign.run();
        issued.subList(0, 4).forEach(signer::transmits);
        signer.accepts(
                Commands.replacing("issuing:" + serial(issued.get(0)), null, Commands.request("www.renewed.org")));
        revoke(issued);
        decide();
        accepted("none", "rejected.example");
        altered();
        halt();
        other.accepts(Commands.request("of-the-other.example"));
        RequestCertificate pinned = pinned();
        signer.accepts(pinned);
        signer.receives("no envelope".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        signer.receives(TestSigner.envelope(Commands.request("waits.example")));
        signing.sign.run();
        crlAndCheckpoint();
        responder();
        // last, since nobody signs after this: cleared by policy, by orders, and written down
        accepted("server", "cleared.example");
        mary.approves(signer.row(accepted("server", "www.approved.org")));
        signer.decides();
        bed.acceptsAtOnce(signing, "written-down.example");
        UUID held = accepted("client", "www.half.org");
        mary.approves(signer.row(held));
        signer.decides();
        pierre.approves(signer.row(held));
    }

    private UUID accepted(String profile, String name) {
        RequestCertificate command =
                Commands.request(UUID.randomUUID(), profile, null, null, TestCsr.forNames(name), name);
        signer.accepts(command);
        return command.requestId();
    }

    private void revoke(List<UUID> issued) {
        command(issued.get(0), RevocationReason.SUPERSEDED);
        command(issued.get(1), RevocationReason.CERTIFICATE_HOLD);
        command(issued.get(1), RevocationReason.REMOVE_FROM_CRL);
        order(issued.get(2), RevocationReason.CERTIFICATE_HOLD);
        order(issued.get(3), RevocationReason.KEY_COMPROMISE);
        signer.decides();
    }

    private void command(UUID id, RevocationReason reason) {
        time = time.plusSeconds(1);
        signer.accepts(new RevokeCertificate(
                UUID.randomUUID(), "issuing", serial(id), reason, "deploy", "192.0.2.7", "correlation", time));
    }

    private void order(UUID id, RevocationReason reason) {
        mary.revokes(
                new Order.Revocation("issuing", serial(id), reason),
                Octets.of(bed.certificate(id)).sha256(),
                "told by its holder");
    }

    private String serial(UUID id) {
        return Objects.requireNonNull(bed.row(id).serial());
    }

    private void decide() throws Exception {
        UUID claimed = accepted("server", "www.held.org");
        new JdbcTemplate(database.approval())
                .update("INSERT INTO claim VALUES (?, 'mary', now() + interval '10 minutes')", claimed);
        mary.rejects(signer.row(accepted("server", "www.unwanted.org")), "not our domain");
        new TestAdministrator("stranger", database).approves(signer.row(claimed));
        mary.approves(signer.row(accepted("short-lived", "www.counted.org")));
        RequestCertificate withdrawn = Commands.request("www.withdrawn.org");
        signer.accepts(withdrawn);
        signer.accepts(Commands.withdrawal(withdrawn));
        signer.decides();
        signing.sign.run();
    }

    private void altered() throws Exception {
        UUID id = accepted("server", "altered.example");
        bed.tampers("UPDATE request SET clearance = '\\x00' WHERE id = ?", id);
        signing.sign.run();
    }

    private void halt() {
        mary.orders(Action.HALT, "to look at something");
        signer.decides();
        mary.orders(Action.RESUME, null);
        signer.decides();
    }

    private RequestCertificate pinned() {
        String hash = other.profiles.find("server").orElseThrow().hash();
        return Commands.request(
                UUID.randomUUID(), "server", hash, null, TestCsr.forNames("pinned.example"), "pinned.example");
    }

    private void responder() {
        Issuers issuers = new Issuers(List.of(beside.issuer()));
        try (TestSigner certifying = new TestSigner(database, beside::administrators, beside.profiles(), issuers)) {
            certifying.accepts(new RequestResponderCertificate(
                    UUID.randomUUID(), "issuing", TestCsr.forNames("ocsp.example"), time));
            certifying.responders.stage().run();
        }
    }

    private void crlAndCheckpoint() throws Exception {
        new Crls(
                        Crls.Kind.COMPLETE,
                        CrlShards.NONE,
                        bed.transactions,
                        bed.issuers,
                        new CrlStore(bed.jdbc),
                        bed.revocations,
                        bed.outbox,
                        signing.audit,
                        bed.clock,
                        UUID::randomUUID)
                .run();
        SecureRandom random = new SecureRandom();
        MessagingAuthority authority = MessagingAuthority.create("test", TestSigner.CLOCK, random);
        Identity identity = authority.issue(Role.SIGNER, signer.instance, Duration.ofDays(1));
        LogStage log = new LogStage(
                bed.transactions,
                bed.jdbc,
                signing.audit,
                bed.comparisons,
                () -> identity,
                bed.outbox,
                bed.clock,
                UUID::randomUUID);
        log.run();
        SeenLog seen = new SeenLog(
                bed.jdbc,
                () -> MessagingTrust.of(authority.certificate()),
                "test",
                signing.audit,
                bed.wakes,
                bed.clock);
        bed.transactions.executeWithoutResult(
                status -> seen.accept(new LogSeen(bed.clock.instant(), 0, 0, List.of(), null), "accept"));
        log.run();
        Checkpoints checkpoints = new Checkpoints(
                bed.transactions,
                bed.jdbc,
                signing.audit,
                log::head,
                () -> identity,
                new PublicationNumbers(bed.jdbc, bed.clock),
                bed.outbox,
                bed.clock,
                UUID::randomUUID);
        checkpoints.run();
        bed.transactions.executeWithoutResult(status -> signing.audit.record("sign", "tested", null, Map.of()));
        bed.clock.forward(Duration.ofMinutes(2));
        checkpoints.run();
    }

    @Override
    public void close() {
        signer.close();
        other.close();
        bed.close();
    }
}
