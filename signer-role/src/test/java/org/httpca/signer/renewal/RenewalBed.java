package org.httpca.signer.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.request.State;
import org.httpca.signer.revocation.Revoking;
import org.httpca.signer.revocation.Wish;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.TestCsr;
import org.httpca.signer.testing.TestSigner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The holder of a certificate of a profile that leaves renewal to holders, and a signer whose stages are given their turns by hand. */
abstract class RenewalBed {
    static final String[] NAMES = {"www.example.org", "alt.example.org"};

    final SigningBed bed = new SigningBed(profiles("renewal: holder\n    renewal-grace: 2d"));
    final KeyPair old = TestCsr.ec("secp256r1");
    final KeyPair fresh = TestCsr.ec("secp256r1");
    String serial = "";
    UUID first = new UUID(0, 0);

    static Profiles profiles(String renewal) {
        return TestSigner.profiles("", "approvals: 1\n", "approvals: 1\n    " + renewal + "\n");
    }

    @BeforeEach
    void issue() throws Exception {
        first = bed.accepts(request("server", TestCsr.with(old, NAMES), NAMES));
        bed.approves(first);
        bed.signer("signer-1").sign.run();
        serial = Objects.requireNonNull(bed.row(first).serial());
    }

    @AfterEach
    void close() {
        bed.close();
    }

    static RequestCertificate request(String profile, Octets csr, String... names) {
        return Commands.request(UUID.randomUUID(), profile, null, null, csr, names);
    }

    static Octets csr(KeyPair key, String subject, String... names) {
        return TestCsr.asking(key, subject, new ExtensionsGenerator(), names);
    }

    Octets proof(KeyPair key, Octets csr) {
        return csr(key, "CN=renew " + serial + ",OU=" + csr.sha256().hex());
    }

    RequestCertificate sameKey(String... names) {
        return replacing(request("server", csr(old, "CN=renew " + serial, names), names.length == 0 ? NAMES : names));
    }

    RequestCertificate newKey(String... names) {
        Octets csr = csr(fresh, "O=Applied Botany", names);
        return replacing(proof(old, csr), request("server", csr, names.length == 0 ? NAMES : names));
    }

    RequestCertificate replacing(RequestCertificate command) {
        return replacing(null, command);
    }

    RequestCertificate replacing(@Nullable Octets proof, RequestCertificate command) {
        return Commands.replacing("issuing:" + serial, proof, command);
    }

    void assertCleared(RequestCertificate command) {
        UUID id = bed.accepts(command);
        assertThat(bed.state(id)).as(bed.row(id).findings()).isEqualTo(State.WAITING_FOR_SIGNATURE);
    }

    void assertHeld(RequestCertificate command, String finding) {
        UUID id = bed.accepts(command);
        assertThat(bed.state(id)).as(bed.row(id).findings()).isEqualTo(State.WAITING_FOR_APPROVAL);
        assertThat(bed.row(id).findings()).contains("\"rule\":\"renewal\"", finding);
    }

    void assertRejected(RequestCertificate command, String problem) {
        UUID id = bed.accepts(command);
        assertThat(bed.row(id).outcome()).as(bed.row(id).findings()).isEqualTo(Outcome.REJECTED);
        assertThat(bed.row(id).problem()).contains("\"" + problem + "\"");
        assertThat(bed.count("renewal WHERE request_id = '" + id + "'")).isZero();
    }

    void revoke(RevocationReason reason) {
        bed.clock.forward(Duration.ofSeconds(1));
        Revoking revoking = new Revoking(
                bed.revocations,
                bed.revokedKeys,
                bed.audit("signer-1"),
                bed.outbox,
                bed.wakes,
                UUID::randomUUID,
                bed.clock);
        bed.transactions.executeWithoutResult(
                status -> revoking.on(new Wish("issuing", serial, reason, null, null, null), "accept", Map.of())
                        .orElseThrow());
    }
}
