package org.httpca.signer;

import java.time.Clock;
import org.httpca.envelope.Identity;
import org.httpca.forward.loop.Wakes;
import org.httpca.signer.accept.AcceptRequests;
import org.httpca.signer.accept.TakeUp;
import org.httpca.signer.accept.UnevaluatedRequests;
import org.httpca.signer.administrator.KnownAdministrators;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.clearance.Assessment;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.CommandMark;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.decide.EvaluateAgain;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.instance.Instances;
import org.httpca.signer.instance.Presence;
import org.httpca.signer.intent.AtOnce;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.profile.ProfilesSource;
import org.httpca.signer.reload.ProfilesReload;
import org.httpca.signer.reload.ReloadOrders;
import org.httpca.signer.renewal.Renewals;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.WaitingForApproval;
import org.httpca.signer.request.WaitingForProfile;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Which profiles are in force, here and at other signers; and the requests that wait until they agree. */
@Configuration(proxyBeanMethods = false)
class ProfileWiring {

    @Bean
    Instances instances(JdbcTemplate jdbc, Identity identity) {
        return new Instances(jdbc, identity.instance());
    }

    @Bean
    Agreement agreement(Instances instances, ProfilesInForce profiles) {
        return new Agreement(instances, profiles);
    }

    @Bean
    WaitingForProfile waitingForProfile(JdbcTemplate jdbc) {
        return new WaitingForProfile(jdbc);
    }

    @Bean
    UnevaluatedRequests unevaluatedRequests(
            Agreement agreement,
            WaitingForProfile waiting,
            CommandMark mark,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        return new UnevaluatedRequests(agreement, waiting, mark, audit, wakes, clock);
    }

    @Bean
    AcceptRequests acceptRequests(
            Requests requests,
            Assessment assessment,
            Proofs proofs,
            AtOnce preparation,
            UnevaluatedRequests unevaluated,
            Renewals renewals,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        return new AcceptRequests(
                requests, assessment, proofs, preparation, unevaluated, renewals, audit, wakes, clock);
    }

    @Bean
    ProfilesReload profilesReload(
            TransactionTemplate transactions,
            JdbcTemplate jdbc,
            ProfilesSource source,
            ProfilesInForce profiles,
            Instances instances,
            KnownAdministrators administrators,
            AuditLog audit,
            Clock clock) {
        return new ProfilesReload(
                transactions,
                source,
                profiles,
                instances,
                new ReloadOrders(jdbc, jws -> administrators.fresh().verify(jws)),
                audit,
                clock);
    }

    @Bean
    ProfileStage profileStage(
            TransactionTemplate transactions,
            ProfilesInForce profiles,
            Instances instances,
            Agreement agreement,
            ProfilesReload reload,
            UnevaluatedRequests unevaluated,
            AcceptRequests requests,
            WaitingForApproval waiting,
            ClearanceCheck check,
            Reevaluation reevaluation,
            Tampering tampering,
            Clock clock) {
        return new ProfileStage(
                new Presence(instances, agreement, profiles, clock),
                reload,
                new TakeUp(transactions, unevaluated, requests),
                new EvaluateAgain(transactions, profiles, agreement, waiting, check, reevaluation, tampering));
    }
}
