package org.httpca.bench;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.cert.X509CertificateHolder;

/** One measurement: certificates of our own, then the same questions from the cache, then each with a nonce. */
final class OcspRun {
    private static final Duration RESPONDER_WITHIN = Duration.ofMinutes(1);

    /**
     * What is asked for.
     *
     * @param requests of each kind, after as many that do not count
     * @param certificates that are asked about
     */
    record Order(int requests, int warmUp, int concurrency, int certificates) {
        String words() {
            return concurrency + " clients by GET, about " + certificates + " certificates, after a warm-up of "
                    + warmUp;
        }
    }

    /** What came of it. */
    record Result(OcspLoad.Outcome cached, OcspLoad.Outcome nonces, Map<String, Object> environment) {
        boolean isClean() {
            return cached.lost() == 0 && nonces.lost() == 0;
        }
    }

    private final Order order;
    private final Clock clock;
    private final SecureRandom random;
    private final Stop stop;
    private final Surroundings surroundings;

    OcspRun(Order order, Clock clock, SecureRandom random, Stop stop, Surroundings surroundings) {
        this.order = order;
        this.clock = clock;
        this.random = random;
        this.stop = stop;
        this.surroundings = surroundings;
    }

    Result of(Installation installation, String yardstick) throws IOException, InterruptedException {
        IssuedForIt issued = IssuedForIt.by(installation, order.certificates(), order.concurrency(), random, stop);
        List<X509CertificateHolder> certificates = issued.certificates();
        URI url = installation
                .url()
                .resolve(URI.create(ocspUrl(certificates.get(0))).getRawPath());
        OcspQuestions questions = new OcspQuestions(issued.issuer());
        List<byte[]> plain = new ArrayList<>();
        try (OcspDoor door = new OcspDoor(url)) {
            for (X509CertificateHolder certificate : certificates) {
                BigInteger serial = certificate.getSerialNumber();
                byte[] call = door.get(questions.plain(serial));
                questions.check(answered(door, call), serial);
                plain.add(call);
            }
        }
        Map<String, Object> environment = new LinkedHashMap<>(Machine.facts());
        environment.put("yardstick", yardstick);
        environment.putAll(installation.facts());
        environment.put("load", order.words());
        environment.put("startedAt", clock.instant().toString());
        OcspLoad load = new OcspLoad(url, order.concurrency(), stop);
        OcspLoad.Outcome cached = measured("from the cache", load, plain, plain, installation, environment);
        List<byte[]> before = withNonces(url, questions, certificates, order.warmUp());
        List<byte[]> nonces = withNonces(url, questions, certificates, order.requests());
        OcspLoad.Outcome signed = measured("with nonces", load, before, nonces, installation, environment);
        return new Result(cached, signed, environment);
    }

    private OcspLoad.Outcome measured(
            String what,
            OcspLoad load,
            List<byte[]> before,
            List<byte[]> calls,
            Installation installation,
            Map<String, Object> environment)
            throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        try (Progress shown = Progress.show(surroundings, what, order.warmUp() + order.requests(), done::get)) {
            load.carry(before, order.warmUp(), done);
            stop.check();
            CpuTimes times = CpuTimes.now(installation.process());
            OcspLoad.Outcome outcome = load.carry(calls, order.requests(), done);
            environment.put(
                    "cpuTime " + what, CpuTimes.now(installation.process()).since(times));
            return outcome;
        }
    }

    /** Each another one; made before, so that making them takes nothing from what is measured. */
    private List<byte[]> withNonces(
            URI url, OcspQuestions questions, List<X509CertificateHolder> certificates, int count) throws IOException {
        Random nonces = new Random(random.nextLong());
        List<byte[]> calls = new ArrayList<>(count);
        try (OcspDoor door = new OcspDoor(url)) {
            for (int i = 0; i < count; i++) {
                BigInteger serial = certificates.get(i % certificates.size()).getSerialNumber();
                calls.add(door.get(questions.withNonce(serial, nonces)));
            }
            BigInteger first = certificates.get(0).getSerialNumber();
            questions.check(door.ask(door.get(questions.withNonce(first, nonces))), first);
        }
        return calls;
    }

    private static String ocspUrl(X509CertificateHolder certificate) throws IOException {
        AuthorityInformationAccess access = AuthorityInformationAccess.fromExtensions(certificate.getExtensions());
        if (access == null) {
            throw new IOException("the certificate does not say where OCSP is answered");
        }
        return Arrays.stream(access.getAccessDescriptions())
                .filter(each -> each.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
                .map(each -> each.getAccessLocation().getName().toString())
                .findFirst()
                .orElseThrow(() -> new IOException("the certificate does not say where OCSP is answered"));
    }

    /** An installation that has just started may not have its responder yet. */
    private byte[] answered(OcspDoor door, byte[] call) throws IOException, InterruptedException {
        long end = System.nanoTime() + RESPONDER_WITHIN.toNanos();
        byte[] answer = door.ask(call);
        while (!OcspQuestions.looksGood(answer) && System.nanoTime() < end) {
            stop.check();
            Thread.sleep(100);
            answer = door.ask(call);
        }
        return answer;
    }
}
