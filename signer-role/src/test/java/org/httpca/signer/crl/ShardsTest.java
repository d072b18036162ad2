package org.httpca.signer.crl;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.lint.Linter;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.bed.Hierarchies;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.issuer.CrlShards;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {
    private static final List<String> BOTH = List.of("1", "2");

    private final CrlBed crls = new CrlBed(2);
    /** By their shard. */
    private final Map<String, String> serials = new TreeMap<>();

    @AfterEach
    void close() {
        crls.close();
    }

    @Test
    void aShardIsOfTheCertificatesThatNameItsAddress() throws Exception {
        oneOfEach();
        crls.run();
        for (String shard : BOTH) {
            X509CRLHolder crl = crls.stored(shard);
            assertThat(Linter.standard().inspect(crl, crls.bed.issuer.certificate()))
                    .isEmpty();
            Extension point = crl.getExtension(Extension.issuingDistributionPoint);
            assertThat(point.isCritical()).isTrue();
            assertThat(IssuingDistributionPoint.getInstance(point.getParsedValue())
                            .getDistributionPoint())
                    .isEqualTo(CRLDistPoint.getInstance(certificate(of(shard))
                                    .getExtension(Extension.cRLDistributionPoints)
                                    .getParsedValue())
                            .getDistributionPoints()[0]
                            .getDistributionPoint());
            assertThat(address(shard)).isEqualTo(Hierarchies.URL.crl("issuing", shard));
        }
        assertThat(crls.stored("").getExtension(Extension.issuingDistributionPoint))
                .isNull();
    }

    @Test
    void whatIsRevokedIsOnItsOwnShardAndOnTheCompleteOne() {
        oneOfEach();
        crls.run();
        long second = CrlBed.number(crls.stored("2"));
        crls.revoke(of("1"), RevocationReason.SUPERSEDED);
        crls.run();
        assertThat(crls.entries("1")).containsOnlyKeys(of("1"));
        assertThat(crls.entries("")).isEqualTo(crls.entries("1"));
        assertThat(crls.entries("2")).isEmpty();
        assertThat(CrlBed.number(crls.stored("2"))).as("it has no news").isEqualTo(second);
        crls.revoke(of("2"), RevocationReason.CERTIFICATE_HOLD);
        crls.run();
        assertThat(crls.entries("2")).containsOnlyKeys(of("2"));
        crls.release(of("2"));
        crls.run();
        assertThat(crls.entries("2")).isEmpty();
    }

    /** Another setting is about new certificates alone. */
    @Test
    void whatCertificatesNameIsMadeForAsLongAsItIsNamed() {
        oneOfEach();
        crls.run();
        Crls fewer = crls.crls(Crls.Kind.SHARDS_AND_DELTAS, "signer-2", CrlShards.NONE);
        crls.revoke(of("2"), RevocationReason.SUPERSEDED);
        fewer.run();
        assertThat(crls.entries("2")).containsOnlyKeys(of("2"));
        crls.crls(Crls.Kind.SHARDS_AND_DELTAS, "signer-3", new CrlShards(3)).run();
        assertThat(crls.entries("3")).isEmpty();
        assertThat(crls.bed.count("crl WHERE number > 0")).isEqualTo(5);
    }

    /** Certificates have the former address, and new ones the other. */
    @Test
    void underAnotherPublicUrlAShardHasBothAddresses() {
        oneOfEach();
        crls.run();
        crls.bed.owner.update("UPDATE crl SET urls = '{http://before.example/ca/issuing/crl/1.crl}' WHERE shard = '1'");
        crls.bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        assertThat(addresses("1"))
                .containsExactly("http://before.example/ca/issuing/crl/1.crl", Hierarchies.URL.crl("issuing", "1"));
        assertThat(addresses("2")).containsExactly(Hierarchies.URL.crl("issuing", "2"));
    }

    @Test
    void aRevocationInAShardThatTheDatabaseHasLostBringsTheShardBack() {
        oneOfEach();
        crls.revoke(of("2"), RevocationReason.SUPERSEDED);
        crls.complete.run();
        crls.crls(Crls.Kind.SHARDS_AND_DELTAS, "signer-2", CrlShards.NONE).run();
        assertThat(crls.entries("2")).containsOnlyKeys(of("2"));
        assertThat(address("2")).isEqualTo(Hierarchies.URL.crl("issuing", "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shard = '2'", "shard = ''", "shard = '*'", "reason = NULL", "mac = '\\x00'"})
    void whatSomebodyElseChangedIsOnEach(String change) {
        oneOfEach();
        crls.revoke(of("1"), RevocationReason.KEY_COMPROMISE);
        crls.run();
        crls.bed.tampers("UPDATE revocation SET " + change);
        crls.bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        crls.run();
        for (String list : List.of("", "1", "2")) {
            assertThat(crls.entries(list)).as(list).containsOnlyKeys(of("1"));
        }
        assertThat(crls.bed.count("audit WHERE event = 'revocation-found-altered'"))
                .isPositive();
        long entries = crls.bed.count("audit WHERE event = 'crl-issued'");
        crls.run();
        assertThat(crls.bed.count("audit WHERE event = 'crl-issued'"))
                .as("it comes to rest")
                .isEqualTo(entries);
    }

    /** Whose copy of the complete one does not have it yet, gets it with the next delta. */
    @Test
    void whatSomebodyElseChangedIsInTheNextDelta() {
        oneOfEach();
        crls.revoke(of("1"), RevocationReason.CERTIFICATE_HOLD);
        crls.release(of("1"));
        crls.run();
        crls.bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        crls.bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        assertThat(crls.entries(CrlShards.DELTA)).isEmpty();
        crls.bed.tampers("UPDATE revocation SET reason = 6");
        crls.bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        assertThat(crls.entries(CrlShards.DELTA).get(of("1"))).startsWith("none at ");
    }

    /** Nobody can have a certificate listed elsewhere by what stands beside the certificate. */
    @Test
    void aCertificateThatWasAlteredInTheDatabaseIsOnEach() {
        oneOfEach();
        crls.run();
        String other = Objects.requireNonNull(crls.bed.owner.queryForObject(
                "SELECT encode(der, 'hex') FROM certificate WHERE serial = ?", String.class, of("2")));
        crls.bed.tampers("UPDATE certificate SET der = decode(?, 'hex') WHERE serial = ?", other, of("1"));
        crls.revoke(of("1"), RevocationReason.SUPERSEDED);
        crls.run();
        for (String list : List.of("", "1", "2")) {
            assertThat(crls.entries(list)).as(list).containsOnlyKeys(of("1"));
        }
    }

    /** Such rows are there since before there were shards: their MAC stays good, and for nothing else. */
    @Test
    void aRowOfBeforeCountsWithoutAShardAlone() {
        oneOfEach();
        crls.revoke(of("1"), RevocationReason.SUPERSEDED);
        crls.bed.tampers("UPDATE revocation SET shard = '', mac = ?", formerMac());
        crls.run();
        assertThat(crls.entries("")).containsOnlyKeys(of("1"));
        assertThat(crls.bed.count("audit WHERE event = 'revocation-found-altered'"))
                .isZero();
        crls.bed.tampers("UPDATE revocation SET shard = '2'");
        crls.bed.clock.forward(Crls.RENEWED_AFTER);
        crls.run();
        assertThat(crls.bed.count("audit WHERE event = 'revocation-found-altered'"))
                .isPositive();
    }

    @Test
    void serialNumbersAreSpreadOverTheShards() {
        CrlShards shards = new CrlShards(3);
        List<String> chosen = new ArrayList<>();
        for (int serial = 0; serial < 6; serial++) {
            chosen.add(shards.of(BigInteger.valueOf(serial)));
        }
        assertThat(chosen).containsExactly("1", "2", "3", "1", "2", "3");
        assertThat(shards.names()).containsExactly("1", "2", "3");
        assertThat(CrlShards.NONE.of(BigInteger.TEN)).isEmpty();
    }

    private byte[] formerMac() {
        return crls.bed.owner.query("SELECT * FROM revocation", row -> {
            row.next();
            return new FieldMac(crls.bed.clearanceKey)
                    .of(
                            "httpca revocation v1",
                            utf8(row.getString("issuer")),
                            utf8(row.getString("serial")),
                            utf8(row.getString("revision")),
                            utf8(RevocationReason.SUPERSEDED.label()),
                            utf8(row.getTimestamp("at").toInstant().toString()),
                            utf8(row.getTimestamp("not_after").toInstant().toString()),
                            utf8("true"),
                            utf8(""));
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void oneOfEach() {
        for (int i = 0; serials.size() < BOTH.size(); i++) {
            String serial = crls.issued("host-" + i + ".example");
            serials.put(new CrlShards(2).of(new BigInteger(serial, 16)), serial);
        }
    }

    private String address(String shard) {
        return addresses(shard).get(0);
    }

    private List<String> addresses(String shard) {
        Extension point = crls.stored(shard).getExtension(Extension.issuingDistributionPoint);
        GeneralNames names = GeneralNames.getInstance(IssuingDistributionPoint.getInstance(point.getParsedValue())
                .getDistributionPoint()
                .getName());
        return Stream.of(names.getNames())
                .map(name -> name.getName().toString())
                .toList();
    }

    private String of(String shard) {
        return Objects.requireNonNull(serials.get(shard));
    }

    private X509CertificateHolder certificate(String serial) throws Exception {
        return new X509CertificateHolder(Objects.requireNonNull(
                crls.bed.owner.queryForObject("SELECT der FROM certificate WHERE serial = ?", byte[].class, serial)));
    }
}
