package org.httpca.signer;

import java.security.SecureRandom;
import java.time.Clock;
import org.httpca.envelope.Identity;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Looks;
import org.httpca.forward.loop.Wakes;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.Certificates;
import org.httpca.signer.certificate.IntentMac;
import org.httpca.signer.certificate.Intents;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.comparison.Comparisons;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.intent.AtOnce;
import org.httpca.signer.intent.Drafts;
import org.httpca.signer.intent.Gate;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.SerialNumberSource;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.request.Lease;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.WaitingForSignature;
import org.httpca.signer.revocation.RevokedKeys;
import org.httpca.signer.sign.Completion;
import org.httpca.signer.sign.Preparation;
import org.httpca.signer.sign.Sign;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** What will be signed, and the stage that signs it. */
@Configuration(proxyBeanMethods = false)
class SignWiring {
    @Bean
    Hands hands(Identity identity, UuidSource ids) {
        return Hands.of(Lease.holder(identity.instance(), ids.get().toString()));
    }

    @Bean
    Drafts drafts(
            Issuers issuers,
            SignerSettings settings,
            Intents intents,
            IntentMac mac,
            WaitingForSignature waiting,
            AuditLog audit,
            Wakes wakes,
            SecureRandom random) {
        return new Drafts(
                issuers, new SerialNumberSource(random), settings.crlShards(), intents, mac, waiting, audit, wakes);
    }

    @Bean
    AtOnce atOnce(
            Drafts drafts,
            WaitingForSignature waiting,
            Halts halts,
            IssuanceRates rates,
            RevokedKeys revokedKeys,
            Comparisons comparisons,
            Wakes wakes,
            Hands hands) {
        Gate gate = new Gate(halts, rates, revokedKeys, comparisons::pauses);
        return new AtOnce(drafts, waiting, gate, hands.signing(), wakes, hands.holder());
    }

    @Bean
    IssuerSignatures issuerSignatures(Issuers issuers) {
        return new IssuerSignatures(issuers);
    }

    @Bean
    Sign sign(
            TransactionTemplate transactions,
            WaitingForSignature waiting,
            Requests requests,
            Intents intents,
            IntentMac mac,
            Certificates certificates,
            ClearanceCheck check,
            Tampering tampering,
            Reevaluation reevaluation,
            Agreement agreement,
            Halts halts,
            IssuanceRates rates,
            RevokedKeys revokedKeys,
            Drafts drafts,
            IssuerSignatures signatures,
            Comparisons comparisons,
            AuditLog audit,
            Wakes wakes,
            Clock clock,
            Hands hands) {
        Preparation preparation = new Preparation(
                waiting,
                intents,
                mac,
                check,
                tampering,
                reevaluation,
                agreement,
                new Gate(halts, rates, revokedKeys, comparisons::pauses),
                drafts,
                clock,
                hands.holder());
        Completion completion = new Completion(
                waiting, requests, certificates, tampering, audit, wakes, hands.telling(), clock, hands.holder());
        Looks looks = Looks.whenWoken();
        wakes.onWake(Sign.CHANNEL, looks::ring);
        return new Sign(transactions, hands.signing(), looks, preparation, signatures, completion);
    }
}
