package org.httpca.signer;

import java.nio.file.Path;
import java.time.Clock;
import org.httpca.envelope.LiveIdentity;
import org.httpca.envelope.LiveTrust;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.signer.administrator.KnownAdministrators;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.clearance.Assessment;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.Clearances;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.policy.BlockedKeys;
import org.httpca.signer.policy.ControlEvidence;
import org.httpca.signer.policy.OwnKeys;
import org.httpca.signer.policy.Policy;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.renewal.IssuedCertificates;
import org.httpca.signer.renewal.Renewals;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.WaitingForApproval;
import org.httpca.signer.revocation.RevocationRates;
import org.httpca.signer.revocation.Revocations;
import org.httpca.signer.revocation.RevokedKeys;
import org.httpca.signer.revocation.Revoking;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What decides whether a request may be signed, and what is done with one that was found altered. */
@Configuration(proxyBeanMethods = false)
class ClearanceWiring {

    @Bean
    Proofs proofs() {
        return new Proofs();
    }

    @Bean
    ClearanceCheck clearanceCheck(Clearances clearances, ProfilesInForce profiles, Proofs proofs) {
        return new ClearanceCheck(clearances, profiles, proofs);
    }

    @Bean
    BlockedKeys blockedKeys(SignerSettings settings) {
        return blockedKeys(settings.blockedKeys());
    }

    static BlockedKeys blockedKeys(@Nullable Path lists) {
        try {
            return lists == null ? BlockedKeys.none() : BlockedKeys.load(lists);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("httpca.policy.blocked-keys: " + e.getMessage(), e);
        }
    }

    @Bean
    OwnKeys ownKeys(Issuers issuers, LiveIdentity identity, LiveTrust trust, KnownAdministrators administrators) {
        return CaKeys.of(issuers, identity, trust, administrators::now);
    }

    @Bean
    Assessment assessment(
            ProfilesInForce profiles,
            Proofs proofs,
            BlockedKeys blockedKeys,
            RevokedKeys revokedKeys,
            OwnKeys ownKeys,
            Renewals renewals,
            Issuers issuers,
            LiveTrust trust,
            SignerSettings settings,
            Clock clock,
            Clearances clearances) {
        ControlEvidence control = new ControlEvidence(trust, settings.installation(), clock);
        Policy policy = new Policy(
                profiles, proofs, blockedKeys, revokedKeys, ownKeys, issuers::chain, renewals, control, clock);
        return new Assessment(policy, proofs, clearances);
    }

    @Bean
    Renewals renewals(
            JdbcTemplate jdbc,
            IssuerSignatures signatures,
            Requests requests,
            ClearanceCheck clearanceCheck,
            Revocations revocations,
            Clock clock) {
        // a former key counts in its overlap only: one that was stolen would say of any certificate what is signed
        // without approval
        return new Renewals(
                jdbc, new IssuedCertificates(jdbc, signatures, requests, clearanceCheck), revocations, clock);
    }

    @Bean
    Halts halts(JdbcTemplate jdbc, FieldMac mac) {
        return new Halts(jdbc, mac);
    }

    @Bean
    IssuanceRates issuanceRates(JdbcTemplate jdbc, AuditLog audit, Clock clock) {
        return new IssuanceRates(jdbc, audit, clock);
    }

    @Bean
    RevocationRates revocationRates(SignerSettings settings, JdbcTemplate jdbc, AuditLog audit, Clock clock) {
        return new RevocationRates(jdbc, settings.revocationsPerHour(), audit, clock);
    }

    @Bean
    Revoking revoking(
            Revocations revocations,
            RevokedKeys revokedKeys,
            AuditLog audit,
            Outbox outbox,
            Wakes wakes,
            UuidSource ids,
            Clock clock) {
        return new Revoking(revocations, revokedKeys, audit, outbox, wakes, ids, clock);
    }

    @Bean
    Tampering tampering(ClearanceCheck check, WaitingForApproval waiting, AuditLog audit, Wakes wakes, Clock clock) {
        return new Tampering(check, waiting, audit, wakes, clock);
    }

    @Bean
    Reevaluation reevaluation(
            Assessment assessment,
            WaitingForApproval waiting,
            Orders orders,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        return new Reevaluation(assessment, waiting, orders, audit, wakes, clock);
    }
}
