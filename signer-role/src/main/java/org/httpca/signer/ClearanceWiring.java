package org.httpca.signer;

import java.time.Clock;
import org.httpca.forward.loop.Wakes;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.clearance.Assessment;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.Clearances;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.policy.Policy;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.request.WaitingForApproval;
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
    ClearanceCheck clearanceCheck(Clearances clearances, Profiles profiles, Proofs proofs) {
        return new ClearanceCheck(clearances, profiles, proofs);
    }

    @Bean
    Assessment assessment(Profiles profiles, Proofs proofs, Clearances clearances) {
        return new Assessment(new Policy(profiles, proofs), clearances);
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
