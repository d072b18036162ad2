package org.httpca.web.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.web.Published.ISSUING;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.pki.Octets;
import org.httpca.web.Published;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {

    @Test
    void readsWhatOthersWrite() throws Exception {
        OcspRequest read = RequestReader.read(Requests.of(ISSUING, 0x5f3a, 1)).orElseThrow();
        assertThat(read.nonce()).isNull();
        assertThat(read.ids()).extracting(OcspRequest.CertId::serial).containsExactly("5f3a", "1");
        assertThat(read.ids()).allMatch(IssuerHashes.of(ISSUING)::areOf);
        assertThat(read.ids()).noneMatch(IssuerHashes.of(Published.ROOT)::areOf);
        assertThat(read.ids().get(0).der())
                .isEqualTo(Octets.of(Requests.id(Requests.SHA1, ISSUING, 0x5f3a)
                        .toASN1Primitive()
                        .getEncoded()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3"})
    void knowsTheIssuerByEachHash(String oid) throws Exception {
        byte[] request = Requests.of(new ASN1ObjectIdentifier(oid), null, ISSUING, 1);
        assertThat(RequestReader.read(request).orElseThrow().ids()).allMatch(IssuerHashes.of(ISSUING)::areOf);
    }

    @Test
    void knowsNoIssuerByAnotherHash() throws Exception {
        byte[] request = Requests.of(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.4"), null, ISSUING, 1); // SHA-224
        assertThat(RequestReader.read(request).orElseThrow().ids()).noneMatch(IssuerHashes.of(ISSUING)::areOf);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 32, 128})
    void takesNoncesOfOneTo128Octets(int octets) throws Exception {
        Octets nonce = RequestReader.read(Requests.withNonce(octets, ISSUING, 1))
                .orElseThrow()
                .nonce();
        assertThat(nonce).isNotNull().extracting(Octets::length).isEqualTo(octets);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 129, 1000})
    void takesNoOtherNonces(int octets) throws Exception {
        assertThat(RequestReader.read(Requests.withNonce(octets, ISSUING, 1))).isEmpty();
    }

    @Test
    void takesTwentyAndNotMore() throws Exception {
        assertThat(RequestReader.read(
                        Requests.of(ISSUING, LongStream.range(0, 20).toArray())))
                .isPresent();
        assertThat(RequestReader.read(
                        Requests.of(ISSUING, LongStream.range(0, 21).toArray())))
                .isEmpty();
        assertThat(RequestReader.read(
                        Requests.of(ISSUING, LongStream.range(0, 100).toArray())))
                .isEmpty();
        assertThat(RequestReader.read(Requests.of(ISSUING))).isEmpty();
    }

    @Test
    void whoAsksAndSignsDoesNotCount() throws Exception {
        byte[] signed = new OCSPReqBuilder()
                .addRequest(Requests.id(Requests.SHA256, ISSUING, 7))
                .setRequestorName(new GeneralName(GeneralName.dNSName, "eve.example"))
                .build(
                        new JcaContentSignerBuilder("SHA256withECDSA")
                                .build(Published.issuingKey().getPrivate()),
                        new X509CertificateHolder[] {ISSUING})
                .getEncoded();
        assertThat(RequestReader.read(signed).orElseThrow().ids())
                .extracting(OcspRequest.CertId::serial)
                .containsExactly("7");
    }

    @Test
    void whatNobodyKnowsIsReadOverUnlessItIsCritical() throws Exception {
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.2.3.4.5");
        Extension plain = new Extension(unknown, false, DERNull.INSTANCE.getEncoded());
        Extension critical = new Extension(unknown, true, DERNull.INSTANCE.getEncoded());
        assertThat(RequestReader.read(Requests.of(Requests.SHA1, plain, ISSUING, 1)))
                .isPresent();
        assertThat(RequestReader.read(Requests.of(Requests.SHA1, critical, ISSUING, 1)))
                .isEmpty();
        assertThat(RequestReader.read(Requests.of(Requests.SHA1, Requests.nonce(8, true), ISSUING, 1)))
                .isPresent();
        byte[] ofOne = new OCSPReqBuilder()
                .addRequest(Requests.id(Requests.SHA1, ISSUING, 1), new Extensions(critical))
                .build()
                .getEncoded();
        assertThat(RequestReader.read(ofOne)).isEmpty();
        Extension algorithms =
                new Extension(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.8"), false, new DERSequence().getEncoded());
        assertThat(RequestReader.read(Requests.of(Requests.SHA1, algorithms, ISSUING, 1)))
                .isPresent();
    }

    @Test
    void trailingOctetsAreMalformed() throws Exception {
        byte[] request = Requests.of(ISSUING, 1);
        assertThat(RequestReader.read(Arrays.copyOf(request, request.length + 1)))
                .isEmpty();
        assertThat(RequestReader.read(Arrays.copyOf(request, request.length - 1)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "3000",
                "30023000",
                "3080",
                "30800000",
                "3003020100",
                "308100",
                "30820000",
                "3084ffffffff",
                "1f",
                "ffffffffff"
            })
    void garbageIsMalformed(String hex) {
        assertThat(RequestReader.read(Octets.ofHex(hex).toArray())).isEmpty();
    }

    /** It would be repeated in what is signed, or stop whoever reads it again. */
    @ParameterizedTest
    @CsvSource({"02020180,02020001", "02020180,0202ff80"})
    void anotherEncodingOfTheSameIsMalformed(String der, String other) throws Exception {
        String request = Octets.of(Requests.of(ISSUING, 0x180)).hex();
        assertThat(request).containsOnlyOnce(der);
        assertThat(RequestReader.read(Octets.ofHex(request.replace(der, other)).toArray()))
                .isEmpty();
    }

    @Test
    void aHashHasNoParametersOrNull() throws Exception {
        assertThat(RequestReader.read(withParameters("0500"))).isPresent();
        assertThat(RequestReader.read(withParameters("0400"))).isEmpty();
    }

    private static byte[] withParameters(String der) throws Exception {
        String request = Octets.of(Requests.of(ISSUING, 0x180)).hex();
        String lengths = "3041303f303d303b30393007";
        assertThat(request).startsWith(lengths).containsOnlyOnce("03021a0414");
        return Octets.ofHex(request.replace(lengths, "30433041303f303d303b3009")
                        .replace("03021a0414", "03021a" + der + "0414"))
                .toArray();
    }

    @Test
    void deepNestingIsMalformedAtOnce() {
        byte[] deep = new byte[RequestReader.MAX_OCTETS];
        Arrays.fill(deep, (byte) 0x30);
        assertThat(RequestReader.read(deep)).isEmpty();
        assertThat(RequestReader.read(new byte[RequestReader.MAX_OCTETS + 1])).isEmpty();
    }

    /** Whatever becomes of a request on the way: read, or malformed, and never a fault. */
    @Test
    void mutationsAreReadOrMalformed() throws Exception {
        List<byte[]> seeds = List.of(
                Requests.of(ISSUING, 1, 2), Requests.withNonce(32, ISSUING, 0x7fffffffL), Requests.of(ISSUING, -5));
        Random random = new Random(6960);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = seeds.get(i % seeds.size()).clone();
            for (int n = random.nextInt(3); n >= 0; n--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            read += RequestReader.read(mutated).isPresent() ? 1 : 0;
        }
        assertThat(read).isBetween(1_000, 19_000);
    }
}
