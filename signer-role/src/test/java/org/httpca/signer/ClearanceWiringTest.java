package org.httpca.signer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.httpca.message.RequestCertificate;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.Clearances;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.policy.Replaced;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.renewal.Renewals;
import org.httpca.signer.testing.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClearanceWiringTest {
    private static final Duration OVERLAP = Duration.ofDays(30);

    private final SigningBed bed = new SigningBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aFormerClearanceKeySaysInItsOverlapOnlyWhatProfileACertificateIsOf() throws Exception {
        UUID id = bed.accepts("www.example");
        bed.signer("signer-1").sign.run();
        RequestCertificate command = Commands.replacing(
                "issuing:" + Objects.requireNonNull(bed.row(id).serial()), null, Commands.request("www.example"));
        Renewals renewals = renewals(new FieldMac(
                new SecretKeySpec(new byte[] {7}, "HmacSHA256"),
                List.of(new FieldMac.Former(bed.clearanceKey, SigningBed.START.plus(OVERLAP))),
                bed.clock));

        assertThat(replaced(renewals, command).profile()).isEqualTo("server");
        bed.clock.forward(OVERLAP);
        assertThat(replaced(renewals, command).profile()).isNull();
    }

    private Renewals renewals(FieldMac mac) {
        ClearanceWiring wiring = new ClearanceWiring();
        ClearanceCheck check =
                wiring.clearanceCheck(new Clearances(mac), new ProfilesInForce(bed.profiles), bed.proofs);
        return wiring.renewals(
                bed.jdbc, new IssuerSignatures(bed.issuers), bed.requests, check, bed.revocations, bed.clock);
    }

    private Replaced replaced(Renewals renewals, RequestCertificate command) {
        return Objects.requireNonNull(
                Objects.requireNonNull(bed.transactions.execute(status -> renewals.of(List.of(command))))
                        .get(command.requestId()));
    }
}
