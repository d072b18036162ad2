package org.httpca.bench;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.envelope.Opening;
import org.httpca.envelope.Outgoing;
import org.httpca.envelope.Uuids;
import org.httpca.message.CertificateIssued;
import org.httpca.message.Role;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Crypto;
import org.httpca.pki.Octets;
import org.httpca.problem.Result;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Parse and verify a P-256 request; seal and open an envelope of 100 messages. In operations a second of one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before anything else
public class HotPieces {

    private static final int MESSAGES = 100;

    private byte[] request;
    private EnvelopeSealer sealer;
    private EnvelopeVerifier verifier;
    private List<Outgoing> messages;
    private byte[] envelope;

    @Setup
    public void prepare() throws Exception {
        SecureRandom random = new SecureRandom();
        Clock clock = Clock.systemUTC();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair pair = generator.generateKeyPair();
        request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=www.example.test"), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .setProvider(Crypto.BOUNCY_CASTLE)
                        .build(pair.getPrivate()))
                .getEncoded();

        MessagingAuthority authority = MessagingAuthority.create("bench", clock, random);
        Identity signer = authority.issue(Role.SIGNER, "signer-1", Duration.ofDays(1));
        sealer = new EnvelopeSealer(signer, clock, Uuids.v7Source(clock, random));
        verifier = new EnvelopeVerifier(authority.certificate(), "bench", Role.WORKER, clock);
        messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            messages.add(
                    Outgoing.of(id, new CertificateIssued(id, 1, "issuing", "5f3a09c1", Octets.of(new byte[700]))));
        }
        envelope = sealer.seal(Role.WORKER, messages, Duration.ofHours(1));
    }

    @Benchmark
    public Result<CertificationRequest> parseAndVerifyRequest() {
        return CertificationRequest.readDer(request);
    }

    @Benchmark
    public byte[] sealEnvelopeOf100() {
        return sealer.seal(Role.WORKER, messages, Duration.ofHours(1));
    }

    @Benchmark
    public Opening openEnvelopeOf100() {
        return verifier.open(envelope);
    }
}
