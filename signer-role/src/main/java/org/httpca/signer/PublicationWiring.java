package org.httpca.signer;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.httpca.database.DatabaseBreaker;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.Identity;
import org.httpca.envelope.LiveIdentity;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.broker.BrokerConnections;
import org.httpca.forward.identity.IdentityWatch;
import org.httpca.forward.inbox.Inbox;
import org.httpca.forward.outbox.Express;
import org.httpca.forward.outbox.Outbox;
import org.httpca.forward.parked.Parked;
import org.httpca.signer.administrator.KnownAdministrators;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.comparison.Comparisons;
import org.httpca.signer.crl.CrlStore;
import org.httpca.signer.crl.Crls;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.Roots;
import org.httpca.signer.log.LogStage;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.publication.Alarms;
import org.httpca.signer.publication.ApproversMissing;
import org.httpca.signer.publication.Checkpoints;
import org.httpca.signer.publication.Heartbeat;
import org.httpca.signer.publication.PublicationNumbers;
import org.httpca.signer.publication.Publications;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.reload.ProfilesReload;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.WaitingForProfile;
import org.httpca.signer.responder.ResponderRates;
import org.httpca.signer.revocation.RevocationRates;
import org.httpca.signer.revocation.Revocations;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What the signer says of itself without being asked: CRLs, profiles, its own state, checkpoints of the audit log. */
@Configuration(proxyBeanMethods = false)
class PublicationWiring {

    @Bean
    Alarms alarms(
            Identity identity,
            Issuers issuers,
            Roots roots,
            CrlStore states,
            Parked parked,
            Halts halts,
            IssuanceRates rates,
            ProfilesInForce profiles,
            KnownAdministrators administrators,
            ProfilesReload reload,
            SignerToken token,
            Agreement agreement,
            WaitingForProfile waitingForProfile,
            IdentityWatch identities,
            Comparisons comparisons,
            RevocationRates revocationRates,
            ResponderRates responderRates,
            LogStage log,
            Clock clock) {
        List<Supplier<List<String>>> more = List.of(
                () -> halts.now().alarm().stream().toList(),
                comparisons::alarms,
                log::alarms,
                rates::alarms,
                revocationRates::alarms,
                responderRates::alarms,
                new ApproversMissing(profiles, administrators),
                reload::alarms,
                identities::alarms,
                token::alarms,
                new ProfileAlarms(agreement, waitingForProfile, identity.instance()));
        return new Alarms(identity.instance(), issuers, roots, states, parked, more, clock);
    }

    @Bean
    CrlStages crlStages(
            SignerSettings settings,
            TransactionTemplate transactions,
            Issuers issuers,
            CrlStore states,
            Revocations revocations,
            Outbox outbox,
            AuditLog audit,
            Clock clock,
            UuidSource ids) {
        Function<Crls.Kind, Crls> stage = kind -> new Crls(
                kind, settings.crlShards(), transactions, issuers, states, revocations, outbox, audit, clock, ids);
        return new CrlStages(stage.apply(Crls.Kind.COMPLETE), stage.apply(Crls.Kind.SHARDS_AND_DELTAS));
    }

    @Bean
    EachInTurn publish(
            TransactionTemplate transactions,
            JdbcTemplate jdbc,
            Issuers issuers,
            Roots roots,
            ProfilesInForce profiles,
            Requests requests,
            Inbox inbox,
            Outbox outbox,
            AuditLog audit,
            PublicationNumbers numbers,
            Identity identity,
            LiveIdentity liveIdentity,
            Alarms alarms,
            LogStage log,
            ObjectProvider<Stages> stages,
            EnvelopeSealer sealer,
            BrokerConnections broker,
            DatabaseBreaker database,
            Clock clock,
            UuidSource ids) {
        return new EachInTurn(List.of(
                new Publications(transactions, profiles, issuers, roots, numbers, outbox, clock, ids),
                new Heartbeat(
                        transactions,
                        identity.instance(),
                        version(),
                        requests,
                        inbox::counts,
                        () -> stages.getObject().states(),
                        alarms,
                        numbers,
                        outbox,
                        new Express(sealer, broker.publisher()),
                        database::awaySince,
                        clock,
                        ids),
                new Checkpoints(transactions, jdbc, audit, log::head, liveIdentity, numbers, outbox, clock, ids),
                new ForgetEnvelopes(inbox, clock)));
    }

    private static String version() {
        return Objects.requireNonNullElse(PublicationWiring.class.getPackage().getImplementationVersion(), "unknown");
    }
}
