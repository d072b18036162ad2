package org.httpca.signer;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.pki.SubjectKey;
import org.httpca.signer.accept.AcceptResponders;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.comparison.Comparisons;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.intent.Gate;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.SerialNumberSource;
import org.httpca.signer.policy.BlockedKeys;
import org.httpca.signer.policy.OwnKeys;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.responder.ResponderRates;
import org.httpca.signer.responder.ResponderStage;
import org.httpca.signer.responder.ResponderWishes;
import org.httpca.signer.responder.Responders;
import org.httpca.signer.responder.WrittenCertificate;
import org.httpca.signer.revocation.RevokedKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The certificates of OCSP responders: taken up by the accept stage, signed by a stage of their own. */
@Configuration(proxyBeanMethods = false)
class ResponderWiring {

    @Bean
    Responders responders(JdbcTemplate jdbc, FieldMac mac) {
        return new Responders(jdbc, mac);
    }

    @Bean
    ResponderRates responderRates(SignerSettings settings, Responders responders, AuditLog audit, Clock clock) {
        return new ResponderRates(responders, settings.respondersPerHour(), audit, clock);
    }

    @Bean
    AcceptResponders acceptResponders(
            Responders responders,
            ResponderRates rates,
            Issuers issuers,
            IssuerSignatures signatures,
            OwnKeys own,
            BlockedKeys blocked,
            RevokedKeys revokedKeys,
            SecureRandom random,
            AuditLog audit,
            Outbox outbox,
            Wakes wakes,
            UuidSource ids,
            Clock clock) {
        ResponderWishes wishes = new ResponderWishes(
                responders,
                issuers,
                key -> {
                    String sha256 = SubjectKey.of(key).sha256();
                    return own.ownerOf(sha256) == null
                            && !blocked.contain(key)
                            && revokedKeys.among(Set.of(sha256)).isEmpty();
                },
                new SerialNumberSource(random),
                new WrittenCertificate(signatures),
                audit,
                outbox,
                wakes,
                ids,
                clock);
        return new AcceptResponders(wishes, rates);
    }

    @Bean
    ResponderStage responderStage(
            TransactionTemplate transactions,
            Responders responders,
            Issuers issuers,
            Halts halts,
            IssuanceRates rates,
            RevokedKeys revokedKeys,
            Comparisons comparisons,
            AuditLog audit,
            Outbox outbox,
            UuidSource ids,
            Clock clock) {
        Gate gate = new Gate(halts, rates, revokedKeys, comparisons::pauses);
        return new ResponderStage(transactions, responders, issuers, gate, audit, outbox, ids, clock);
    }
}
