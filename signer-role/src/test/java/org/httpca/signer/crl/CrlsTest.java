package org.httpca.signer.crl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.lint.Linter;
import org.httpca.pki.Pem;
import org.httpca.signer.bed.SigningBed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrlsTest {
    private final SigningBed bed = new SigningBed();
    private final Crls crls = crls("signer-1");

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void theFirstCrlIsMadeAtOnceAndIsClean() throws Exception {
        crls.run();
        X509CRLHolder crl = stored();
        assertThat(Linter.standard().inspect(crl, bed.issuer.certificate())).isEmpty();
        assertThat(CrlSignature.holds(crl, bed.issuer.certificate())).isTrue();
        assertThat(crl.getThisUpdate()).isEqualTo(SigningBed.START);
        assertThat(crl.getNextUpdate()).isEqualTo(SigningBed.START.plus(Crls.LIFE));
        assertThat(number(crl)).isEqualTo(SigningBed.START.toEpochMilli());
        assertThat(bed.count("outbox WHERE latest_key = 'crl/issuing' AND type = 'crl-published'"))
                .isEqualTo(1);
        assertThat(bed.count("audit WHERE event = 'crl-issued'")).isEqualTo(1);
    }

    @Test
    void numbersGrowAlsoWhenTheClockIsBehind() throws Exception {
        long ahead = SigningBed.START.plus(Duration.ofDays(3650)).toEpochMilli();
        crls.run();
        bed.tampers("UPDATE issuer_state SET crl_number = ?", ahead);
        bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        assertThat(number(stored())).isEqualTo(ahead + 1);
        bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        assertThat(number(stored())).isEqualTo(ahead + 2);
    }

    @Test
    void oneThatWasMadeWhileTheClockWasAheadIsMadeAnewOnceItIsRight() throws Exception {
        bed.clock.forward(Duration.ofDays(30));
        crls.run();
        long number = number(stored());
        bed.clock.forward(Duration.ofDays(-30));
        crls("signer-2").run();
        assertThat(stored().getThisUpdate()).isEqualTo(SigningBed.START);
        assertThat(number(stored())).isEqualTo(number + 1);
    }

    @Test
    void withinADayThePresentOneIsPublishedAgain() throws Exception {
        crls.run();
        long number = number(stored());
        bed.owner.update("DELETE FROM outbox");
        crls.run();
        assertThat(bed.count("outbox")).isZero();
        bed.clock.forward(Crls.PUBLISHED_EVERY);
        crls.run();
        assertThat(bed.count("outbox")).isEqualTo(1);
        assertThat(number(stored())).isEqualTo(number);
    }

    @Test
    void aSecondSignerMakesNoSecondOne() throws Exception {
        crls.run();
        crls("signer-2").run();
        assertThat(bed.count("audit WHERE event = 'crl-issued'")).isEqualTo(1);
    }

    @Test
    void whatSomebodyElseStoredIsReplaced() throws Exception {
        crls.run();
        bed.tampers("UPDATE issuer_state SET crl = '\\x3003020100'");
        bed.clock.forward(Crls.PUBLISHED_EVERY);
        crls.run();
        assertThat(CrlSignature.holds(stored(), bed.issuer.certificate())).isTrue();
    }

    @Test
    void onlyTheRootsOwnCrlIsTakenForIt(@TempDir Path folder) throws Exception {
        crls.run();
        Path file = folder.resolve("crl");
        Files.writeString(file, Pem.encode("X509 CRL", stored().getEncoded()));
        assertThat(RootCrl.read(file, bed.issuer.certificate())).isEqualTo(stored());
        assertThatThrownBy(() -> RootCrl.read(file, bed.issuer.root())).isInstanceOf(IllegalArgumentException.class);
        Files.writeString(file, "nonsense");
        assertThatThrownBy(() -> RootCrl.read(file, bed.issuer.root())).isInstanceOf(IllegalArgumentException.class);
    }

    private Crls crls(String instance) {
        return new Crls(
                bed.transactions,
                bed.issuers,
                new IssuerStates(bed.jdbc),
                bed.outbox,
                bed.audit(instance),
                bed.clock,
                UUID::randomUUID);
    }

    private X509CRLHolder stored() throws IOException {
        return new X509CRLHolder(Objects.requireNonNull(
                bed.owner.queryForObject("SELECT crl FROM issuer_state WHERE issuer = 'issuing'", byte[].class)));
    }

    private static long number(X509CRLHolder crl) {
        return CRLNumber.getInstance(crl.getExtension(Extension.cRLNumber).getParsedValue())
                .getCRLNumber()
                .longValueExact();
    }
}
