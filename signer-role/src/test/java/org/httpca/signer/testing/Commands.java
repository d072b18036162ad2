package org.httpca.signer.testing;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.httpca.message.Proof;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Requester;
import org.httpca.message.WithdrawRequest;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.pki.Pem;
import org.jspecify.annotations.Nullable;

/** Commands of the web side. */
public final class Commands {

    private Commands() {}

    /** A fresh request of profile {@code server} for these names. */
    public static RequestCertificate request(String... names) {
        return request(UUID.randomUUID(), "server", null, null, TestCsr.forNames(names), names);
    }

    public static RequestCertificate request(
            UUID id,
            String profile,
            @Nullable String profileHash,
            @Nullable Long validitySeconds,
            Octets csr,
            String... names) {
        return new RequestCertificate(
                id,
                "api",
                null,
                "192.0.2.7",
                new Proof(Proof.PKCS10, csr),
                identifiers(names),
                profile,
                profileHash,
                validitySeconds,
                new Requester("Rosalind", "rosalind@example.org"),
                "for the greenhouse",
                List.of(),
                null,
                "correlation-1",
                Instant.parse("2026-03-01T12:00:00Z"));
    }

    /** The same, asked for by somebody. */
    public static RequestCertificate of(@Nullable String principal, RequestCertificate command) {
        return new RequestCertificate(
                command.requestId(),
                command.door(),
                principal,
                command.source(),
                command.proof(),
                command.identifiers(),
                command.profile(),
                command.profileHash(),
                command.validitySeconds(),
                command.requester(),
                command.note(),
                command.evidence(),
                command.replaces(),
                command.correlationId(),
                command.submittedAt());
    }

    /** The same, with this to show for it. */
    public static RequestCertificate withEvidence(List<String> evidence, RequestCertificate command) {
        return new RequestCertificate(
                command.requestId(),
                command.door(),
                command.principal(),
                command.source(),
                command.proof(),
                command.identifiers(),
                command.profile(),
                command.profileHash(),
                command.validitySeconds(),
                command.requester(),
                command.note(),
                evidence,
                command.replaces(),
                command.correlationId(),
                command.submittedAt());
    }

    /** The same, for a certificate with these dates. */
    public static RequestCertificate dated(Instant notBefore, Instant notAfter, RequestCertificate command) {
        return new RequestCertificate(
                command.requestId(),
                command.door(),
                command.principal(),
                command.source(),
                command.proof(),
                command.identifiers(),
                command.profile(),
                command.profileHash(),
                command.validitySeconds(),
                command.requester(),
                command.note(),
                command.evidence(),
                command.replaces(),
                command.correlationId(),
                command.submittedAt(),
                notBefore,
                notAfter);
    }

    /**
     * The same, to replace a certificate.
     *
     * @param proof of its holder; null for none
     */
    public static RequestCertificate replacing(
            String issuerAndSerial, @Nullable Octets proof, RequestCertificate command) {
        return new RequestCertificate(
                command.requestId(),
                command.door(),
                command.principal(),
                command.source(),
                command.proof(),
                command.identifiers(),
                command.profile(),
                command.profileHash(),
                command.validitySeconds(),
                command.requester(),
                command.note(),
                proof == null ? List.of() : List.of(Pem.encode("CERTIFICATE REQUEST", proof.toArray())),
                issuerAndSerial,
                command.correlationId(),
                command.submittedAt());
    }

    public static List<Identifier> identifiers(String... names) {
        return Arrays.stream(names)
                .map(name -> Identifier.parse(name).orElseThrow())
                .toList();
    }

    public static WithdrawRequest withdrawal(RequestCertificate request) {
        return new WithdrawRequest(
                request.requestId(), request.proof().bytes().sha256(), Instant.parse("2026-03-01T12:05:00Z"));
    }
}
