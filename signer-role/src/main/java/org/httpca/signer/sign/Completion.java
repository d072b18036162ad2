package org.httpca.signer.sign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.httpca.forward.loop.Wakes;
import org.httpca.log.Correlation;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.Certificates;
import org.httpca.signer.certificate.IssuedWord;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.memory.AtHand;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.WaitingForSignature;
import org.httpca.signer.request.WaitingForSignature.Issued;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second transaction of a signature: the certificate is stored, its request goes on, the audit says so. */
public final class Completion {
    private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

    /** How long nobody else tells of what the transmit stage has at hand. */
    private static final Duration AT_HAND = Duration.ofSeconds(10);

    private final WaitingForSignature waiting;
    private final Requests requests;
    private final Certificates certificates;
    private final Tampering tampering;
    private final AuditLog audit;
    private final Wakes wakes;
    private final AtHand<IssuedWord> telling;
    private final Clock clock;
    private final String holder;

    /** @param holder the same as the {@link Preparation}'s */
    public Completion(
            WaitingForSignature waiting,
            Requests requests,
            Certificates certificates,
            Tampering tampering,
            AuditLog audit,
            Wakes wakes,
            AtHand<IssuedWord> telling,
            Clock clock,
            String holder) {
        this.waiting = waiting;
        this.requests = requests;
        this.tampering = tampering;
        this.certificates = certificates;
        this.audit = audit;
        this.wakes = wakes;
        this.telling = telling;
        this.clock = clock;
        this.holder = holder;
    }

    void complete(List<Signed> signed) {
        Instant now = clock.instant();
        Map<UUID, String> serials = signed.stream().collect(Collectors.toMap(Signed::requestId, Signed::serial));
        boolean atHand = telling.hasRoom(signed.size());
        Map<UUID, Issued> issued = waiting.issued(serials, holder, now, atHand ? now.plus(AT_HAND) : null);
        List<Signed> kept = new ArrayList<>(signed.size());
        for (Signed one : signed) {
            Issued mark = issued.get(one.requestId());
            if (mark != null && mark.command().equals(one.prepared().stored())) {
                kept.add(one);
            } else if (mark != null) {
                // what is at hand was never altered; its row was, and somebody is at work in the database
                altered(one, "its command was altered while it was signed");
            }
        }
        Map<UUID, byte[]> stored =
                certificates.add(kept.stream().map(s -> s.stored(now)).toList());
        List<IssuedWord> words = new ArrayList<>(kept.size());
        for (Signed one : kept) {
            byte[] der = stored.get(one.requestId());
            Issued mark = issued.get(one.requestId());
            if (der == null || mark == null) {
                alreadyThere(one);
            } else {
                say(one);
                if (Arrays.equals(der, one.der())) {
                    words.add(one.word(mark.revision()));
                } else {
                    altered(one, "another certificate was stored in the place of its own");
                }
            }
        }
        if (issued.size() < signed.size()) {
            LOG.warn(
                    "{} leases ran out before the signature; whoever took them over signs",
                    signed.size() - issued.size());
        }
        if (atHand) {
            telling.putAfterCommit(words);
        } else if (!kept.isEmpty()) {
            wakes.afterCommit("transmit");
        }
    }

    private void altered(Signed one, String why) {
        tampering.found(Preparation.STAGE, requests.find(one.requestId()).orElseThrow(), why);
    }

    private void say(Signed one) {
        try (Correlation line =
                Correlation.of(one.prepared().request().command().correlationId())) {
            LOG.info("Signed certificate {} for request {}.", one.serial(), one.requestId());
        }
        audit.record(
                Preparation.STAGE,
                "certificate-issued",
                one.requestId(),
                Map.of("issuer", one.prepared().issuer().name(), "serial", one.serial()));
    }

    /**
     * The certificate of a request that was taken back and cleared again: the same TBSCertificate, and it stays. Anything else,
     * somebody else put there; whether its signature holds is checked before it is sent.
     */
    private void alreadyThere(Signed one) {
        byte[] there = certificates.of(Set.of(one.requestId())).get(one.requestId());
        if (there == null || !one.isOfSameContent(there)) {
            altered(one, "another certificate stands in the place of its own");
        }
    }
}
