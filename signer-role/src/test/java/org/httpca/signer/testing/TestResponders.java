package org.httpca.signer.testing;

import java.security.SecureRandom;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.pki.SubjectKey;
import org.httpca.signer.accept.AcceptResponders;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.intent.Gate;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.SerialNumberSource;
import org.httpca.signer.responder.ResponderRates;
import org.httpca.signer.responder.ResponderStage;
import org.httpca.signer.responder.ResponderWishes;
import org.httpca.signer.responder.Responders;
import org.httpca.signer.responder.WrittenCertificate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a signer does about OCSP responders.
 *
 * @param takenKeys SHA-256 of keys that are for something else, hexadecimal
 */
public record TestResponders(
        AcceptResponders accept, ResponderStage stage, ResponderRates rates, Set<String> takenKeys) {
    public static final int PER_HOUR = 3;

    static TestResponders of(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Issuers issuers,
            FieldMac mac,
            Gate gate,
            AuditLog audit,
            Outbox outbox,
            Wakes wakes) {
        Set<String> taken = ConcurrentHashMap.newKeySet();
        Responders responders = new Responders(jdbc, mac);
        ResponderRates rates = new ResponderRates(responders, PER_HOUR, audit, TestSigner.CLOCK);
        ResponderWishes wishes = new ResponderWishes(
                responders,
                issuers,
                key -> !taken.contains(SubjectKey.of(key).sha256()),
                new SerialNumberSource(new SecureRandom()),
                new WrittenCertificate(new IssuerSignatures(issuers)),
                audit,
                outbox,
                wakes,
                UUID::randomUUID,
                TestSigner.CLOCK);
        ResponderStage stage = new ResponderStage(
                transactions, responders, issuers, gate, audit, outbox, UUID::randomUUID, TestSigner.CLOCK);
        return new TestResponders(new AcceptResponders(wishes, rates), stage, rates, taken);
    }
}
