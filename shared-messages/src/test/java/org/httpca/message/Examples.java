package org.httpca.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.problem.Problem;
import org.httpca.problem.ProblemType;

/** One message of each type, the same at every run. */
final class Examples {

    static final UUID REQUEST = UUID.fromString("7c1a4e0c-5a0e-4a3e-9a57-2f6d0b7c9e11");
    private static final UUID REVOCATION = UUID.fromString("0b6d3f5e-93c2-4a4f-8f0e-2b1f6f7a5d10");
    private static final UUID RESPONDER = UUID.fromString("5d0c2e57-1c58-4d0b-9f6b-8a9f4f0c1e22");
    private static final Instant TIME = Instant.parse("2026-11-21T09:30:00.123456Z");
    private static final Instant SECOND = Instant.parse("2026-11-21T09:25:00Z");
    private static final Octets OCTETS = Octets.ofHex("3003020101");
    private static final long NUMBER = 1795253400123L;

    private Examples() {}

    static List<Message> all() {
        return List.of(
                new RequestCertificate(
                        REQUEST,
                        "api",
                        "deploy",
                        "192.0.2.7",
                        new Proof(Proof.PKCS10, OCTETS),
                        List.of(
                                Identifier.dns("www.example.com").orElseThrow(),
                                Identifier.ip("2001:db8::1").orElseThrow()),
                        "server",
                        "9f2c",
                        7776000L,
                        new Requester("Operations", "ops@example.com"),
                        "for the new front end",
                        List.of(),
                        null,
                        "c-4711",
                        TIME),
                new WithdrawRequest(REQUEST, OCTETS.sha256(), TIME),
                new RevokeCertificate(
                        REVOCATION,
                        "issuing",
                        "5f3a09c1",
                        RevocationReason.KEY_COMPROMISE,
                        "deploy",
                        "192.0.2.7",
                        "c-4712",
                        TIME),
                new RequestResponderCertificate(RESPONDER, "issuing", OCTETS, TIME),
                new LearnCertificates(
                        NUMBER,
                        List.of(new KnownCertificate(REQUEST, "issuing", OCTETS)),
                        new CertificatePlace(SECOND, "issuing", "5f3a09c1")),
                new LogSeen(TIME, 3, 2, List.of("issued " + "4b".repeat(32)), "eyJ…"),
                new RequestHeld(
                        REQUEST,
                        1,
                        "9f2c",
                        1,
                        List.of(new RuleFinding("approval-required", "hold", "One administrator must approve."))),
                new ApprovalCounted(REQUEST, 2, 1, 2),
                new RequestRejected(
                        REQUEST, 3, new Problem(ProblemType.BAD_PUBLIC_KEY, "RSA keys have 2048 bits or more.")),
                new RequestWithdrawn(REQUEST, 3),
                new CertificateIssued(REQUEST, 3, "issuing", "5f3a09c1", OCTETS),
                new CertificateRevoked(
                        "issuing", "5f3a09c1", NUMBER, RevocationReason.CERTIFICATE_HOLD, SECOND, REVOCATION),
                new CertificateReleased("issuing", "5f3a09c1", NUMBER + 1, SECOND, null),
                new RevocationRefused(
                        REVOCATION,
                        "issuing",
                        "5f3a09c1",
                        new Problem(ProblemType.ALREADY_DECIDED, "It was revoked before, for superseded.")),
                new ResponderCertificateIssued(RESPONDER, "issuing", OCTETS),
                new ResponderCertificateRefused(
                        RESPONDER,
                        "issuing",
                        new Problem(ProblemType.BAD_PUBLIC_KEY, "A responder has an EC key, P-256 or P-384.")),
                new ProfilesPublished(
                        NUMBER,
                        List.of(new PublishedProfile(
                                "server",
                                "9f2c",
                                true,
                                "TLS server",
                                "issuing",
                                7776000,
                                1,
                                List.of("RSA 2048", "EC P-256"),
                                List.of("dns", "ip"),
                                34387200L))),
                new IssuersPublished(
                        NUMBER,
                        List.of(new PublishedIssuer(
                                "issuing", OCTETS, List.of(OCTETS), false, List.of(List.of(OCTETS, OCTETS))))),
                new CrlPublished("issuing", "", NUMBER, OCTETS, new CrlPublished.Part(1, 3, OCTETS)),
                new HeartbeatPublished(
                        "signer-1",
                        NUMBER,
                        TIME,
                        "0.1.0",
                        new TreeMap<>(Map.of("Waiting-For-Approval", 2L)),
                        new TreeMap<>(Map.of("accept", TIME, "sign", TIME)),
                        List.of("The identity of signer-1 ends on 2026-12-01.")),
                new AuditCheckpointPublished("signer-1", NUMBER, "eyJ…"),
                new CertificatesCounted(NUMBER, SECOND, TIME, 2, "9c0f3f6d1b2a4e58", null),
                new LogExtended(TIME, 2, List.of("issued " + "4b".repeat(32)), "eyJ…"));
    }
}
