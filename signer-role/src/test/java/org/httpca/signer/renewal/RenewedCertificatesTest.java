package org.httpca.signer.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.request.Outcome;
import org.httpca.signer.testing.Commands;
import org.httpca.signer.testing.TestCsr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a renewal by what the signer knows of the certificate. */
class RenewedCertificatesTest extends RenewalBed {
    @ParameterizedTest
    @CsvSource({"issuing:7777", "other:SERIAL", "issuing:", "nonsense", "issuing:zz", "'issuing\0:12'"})
    void aCertificateThatIsNotHereRenewsNothing(String name) {
        RequestCertificate command = Commands.replacing(
                name.replace("SERIAL", serial), null, request("server", csr(old, "CN=renew " + serial, NAMES), NAMES));
        assertRejected(command, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "SUPERSEDED, not-renewable",
        "CERTIFICATE_HOLD, not-renewable",
        "KEY_COMPROMISE, bad-public-key",
    })
    void whatIsRevokedIsNotRenewed(RevocationReason reason, String problem) {
        revoke(reason);
        assertRejected(newKey(NAMES), problem);
    }

    @Test
    void whatWasReleasedIsRenewed() {
        revoke(RevocationReason.CERTIFICATE_HOLD);
        revoke(RevocationReason.REMOVE_FROM_CRL);
        assertCleared(newKey(NAMES));
    }

    @Test
    void anAlteredRevocationCountsAsOne() {
        revoke(RevocationReason.CERTIFICATE_HOLD);
        bed.tampers("UPDATE revocation SET reason = NULL WHERE serial = ?", serial);
        assertRejected(newKey(NAMES), "not-renewable");
    }

    @Test
    void aKeyThatIsCompromisedMeanwhileHasProvedNothing() throws Exception {
        RequestCertificate command = newKey(NAMES);
        assertCleared(command);
        revoke(RevocationReason.KEY_COMPROMISE);
        bed.signer("signer-1").sign.run();
        assertThat(bed.row(command.requestId()).outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(bed.count("certificate")).isEqualTo(1);
    }

    @Test
    void whatHasEndedIsRenewedWithinTheProfilesGrace() {
        bed.clock.forward(Duration.ofDays(91));
        assertCleared(sameKey(NAMES));
        bed.clock.forward(Duration.ofDays(2));
        assertRejected(newKey(NAMES), "not-renewable");
    }

    @Test
    void anotherProfileIsNoRenewal() {
        RequestCertificate command = request("client", csr(old, "CN=renew " + serial, NAMES), NAMES);
        assertHeld(replacing(command), "it was issued by profile 'server'");
    }

    @Test
    void theDatabaseIsNotBelieved() {
        // somebody writes a certificate of their own, and points at a request that was cleared
        bed.tampers(
                "UPDATE certificate SET der = set_byte(der, length(der) - 1, (get_byte(der, length(der) - 1) + 1) % 256)"
                        + " WHERE serial = ?",
                serial);
        assertRejected(newKey(NAMES), "not-found");
    }

    @Test
    void norIsTheProfileThatItSays() {
        UUID others = bed.accepts(request("client", TestCsr.with(fresh, "cheap.example.org"), "cheap.example.org"));
        bed.approves(others);
        bed.tampers("UPDATE certificate SET request_id = ? WHERE serial = ?", others, serial);
        RequestCertificate command = request("client", csr(old, "CN=renew " + serial, NAMES), NAMES);
        assertHeld(replacing(command), "not known any more");
    }
}
