package org.httpca.pki.bad;

import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.httpca.problem.ProblemType;

/** What no certificate is made for, however sound the key is. */
final class BadNames {
    private static final SoundKey KEY = new SoundKey();

    static final List<BadRequest> ROWS = List.of(
            named("NUL in a name", "not a DNS name", "www.example.org\u0000.evil.example"),
            named("a newline in a name", "not a DNS name", "www.example.org\nevil.example"),
            named(
                    "a name of 300 characters",
                    "300 characters",
                    "a".repeat(60).concat(".").repeat(5).substring(0, 300)),
            named("a label of 64 characters", "not a DNS name", "a".repeat(64) + ".example"),
            named("an empty name", "not a DNS name", ""),
            named("an underscore", "not a DNS name", "a_b.example"),
            named("*", "left-most label", "*"),
            named("a.*.example", "left-most label", "a.*.example"),
            named("f*.example", "left-most label", "f*.example"),
            named("*.*.example.org", "left-most label", "*.*.example.org"),
            named("an address as a DNS name", "not a DNS name", "192.0.2.1"),
            named("an e-mail address as a DNS name", "e-mail address", "someone@example.org"),
            named("a URL as a DNS name", "not a DNS name", "https://example.org/"),
            named("xn-- and nothing", "not a DNS name", "xn--.example"),
            named("xn-- and no punycode", "international", "xn--0.example"),
            named("xn-- of plain letters", "international", "xn--abc-0.example"),
            named("xn-- of what is not in its normal form", "international", "xn--a-ecp.example"),
            named("xn-- of a picture", "international", "xn--n3h.example"),
            named("hyphens where A-labels have them", "reserved", "ab--cd.example"),
            named("a name twice", "twice", "www.example.org", "a.example.org", "www.example.org"),
            named("a name twice, in other case", "twice", "www.example.org", "WWW.example.org."),
            named("101 names", "101 names", hosts(101)),
            row("an e-mail address", ProblemType.UNSUPPORTED_IDENTIFIER, "tag 1", rfc822()),
            row(
                    "an address of five octets",
                    ProblemType.BAD_CSR,
                    "neither IPv4 nor IPv6",
                    Pkcs10.named(GeneralName.iPAddress, new DEROctetString(new byte[5]))),
            row(
                    "a directory name",
                    ProblemType.UNSUPPORTED_IDENTIFIER,
                    "tag 4",
                    Pkcs10.named(GeneralName.directoryName, new X500Name("CN=x"))),
            row("no name", ProblemType.BAD_CSR, "no name", Pkcs10.of("CN=Some One")),
            row("no name but an e-mail address", ProblemType.BAD_CSR, "no name", Pkcs10.of("CN=some.one@example.org")),
            row(
                    "CA:TRUE",
                    ProblemType.BAD_CSR,
                    "CA certificate",
                    Pkcs10.good().with(Extension.basicConstraints, new BasicConstraints(true))),
            row(
                    "keyCertSign",
                    ProblemType.BAD_CSR,
                    "CA certificate",
                    Pkcs10.good()
                            .with(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature))),
            // what a profile could allow, and those of the tests do not
            named("*.com", "public suffix", "*.com"),
            named("*.co.uk", "public suffix", "*.co.uk"),
            named("*.corp", "public suffix", "*.corp"),
            address("0.0.0.0", 0, 0, 0, 0),
            address("multicast", 224, 0, 0, 251),
            address("link-local", 169, 254, 169, 254),
            address("broadcast", 255, 255, 255, 255),
            address("::", new int[16]),
            address("IPv6 link-local", 0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
            address("IPv6 multicast", 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
            address("IPv4 as IPv6", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1));

    private BadNames() {}

    /** A name twice or too many are the request's fault, and not a name's. */
    private static BadRequest named(String what, String words, String... names) {
        return row(
                what,
                names.length > 1 ? ProblemType.BAD_CSR : ProblemType.REJECTED_IDENTIFIER,
                words,
                Pkcs10.named(names));
    }

    private static BadRequest address(String what, int... octets) {
        byte[] address = new byte[octets.length];
        IntStream.range(0, octets.length).forEach(i -> address[i] = (byte) octets[i]);
        return row(
                what,
                ProblemType.REJECTED_IDENTIFIER,
                "unspecified, multicast, link-local or reserved",
                Pkcs10.named(GeneralName.iPAddress, new DEROctetString(address)));
    }

    private static Pkcs10 rfc822() {
        return Pkcs10.named(GeneralName.rfc822Name, new DERIA5String("someone@example.org"));
    }

    private static String[] hosts(int number) {
        return IntStream.range(0, number).mapToObj(i -> "h" + i + ".example").toArray(String[]::new);
    }

    private static BadRequest row(String what, ProblemType problem, String words, Pkcs10 request) {
        return BadRequest.of(what, problem, words, request.signed(KEY));
    }
}
