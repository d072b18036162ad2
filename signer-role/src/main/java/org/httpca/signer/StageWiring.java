package org.httpca.signer;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Identity;
import org.httpca.envelope.LiveIdentity;
import org.httpca.envelope.LiveTrust;
import org.httpca.forward.broker.BrokerCertificates;
import org.httpca.forward.broker.BrokerConnections;
import org.httpca.forward.broker.Receiver;
import org.httpca.forward.broker.Topology;
import org.httpca.forward.identity.IdentityWatch;
import org.httpca.forward.inbox.Inbox;
import org.httpca.forward.loop.Looks;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.forward.outbox.OutboxSource;
import org.httpca.forward.outbox.Transmitter;
import org.httpca.forward.outbox.WokenSource;
import org.httpca.forward.parked.Parked;
import org.httpca.message.Role;
import org.httpca.signer.accept.Accept;
import org.httpca.signer.accept.AcceptCertificates;
import org.httpca.signer.accept.AcceptLog;
import org.httpca.signer.accept.AcceptRefusals;
import org.httpca.signer.accept.AcceptRequests;
import org.httpca.signer.accept.AcceptResponders;
import org.httpca.signer.accept.AcceptRevocations;
import org.httpca.signer.accept.AcceptWithdrawals;
import org.httpca.signer.accept.UnevaluatedRequests;
import org.httpca.signer.administrator.KnownAdministrators;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.Certificates;
import org.httpca.signer.certificate.IntentMac;
import org.httpca.signer.certificate.Intents;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.Clearances;
import org.httpca.signer.clearance.FieldMac;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.comparison.Compare;
import org.httpca.signer.comparison.Comparisons;
import org.httpca.signer.comparison.Learning;
import org.httpca.signer.decide.Decide;
import org.httpca.signer.decide.Decision;
import org.httpca.signer.decide.HaltDecision;
import org.httpca.signer.decide.OrderCheck;
import org.httpca.signer.decide.RevokeDecision;
import org.httpca.signer.decide.Settlement;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.instance.Agreement;
import org.httpca.signer.log.LogStage;
import org.httpca.signer.log.SeenLog;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.profile.ProfilesInForce;
import org.httpca.signer.request.Leases;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.WaitingForApproval;
import org.httpca.signer.request.WaitingForTransmission;
import org.httpca.signer.request.Withdrawals;
import org.httpca.signer.responder.ResponderStage;
import org.httpca.signer.revocation.RevocationRates;
import org.httpca.signer.revocation.Revoking;
import org.httpca.signer.sign.Sign;
import org.httpca.signer.transmit.ForeignRowsAudit;
import org.httpca.signer.transmit.IssuedCheck;
import org.httpca.signer.transmit.OutboxMark;
import org.httpca.signer.transmit.OutcomeSource;
import org.httpca.signer.transmit.OutcomesAtHand;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The stages in the order of a request's way: accept, decide, sign, transmit. */
@Configuration(proxyBeanMethods = false)
class StageWiring {
    private static final Duration ENVELOPE_LIFETIME = Duration.ofHours(12);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** About how long what happened waits for its place in the log; what comes meanwhile shares a head with it. */
    private static final Duration LOGGED = Duration.ofSeconds(2);

    @Bean
    Inbox inbox(
            EnvelopeVerifier verifier,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Requests requests,
            Withdrawals withdrawals,
            AcceptRequests arrivals,
            UnevaluatedRequests unevaluated,
            Learning learning,
            Revoking revoking,
            RevocationRates revocationRates,
            AcceptResponders responders,
            SeenLog seenLog,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        Accept accept = new Accept(
                arrivals,
                new AcceptWithdrawals(requests, withdrawals, arrivals, unevaluated, audit, wakes, clock),
                new AcceptRevocations(revoking, revocationRates),
                responders,
                new AcceptCertificates(learning),
                new AcceptLog(seenLog));
        return new Inbox(
                Topology.queueOf(Role.SIGNER), verifier, jdbc, transactions, accept, new AcceptRefusals(audit), clock);
    }

    @Bean
    Decide decide(
            TransactionTemplate transactions,
            Orders orders,
            KnownAdministrators administrators,
            ClearanceCheck check,
            Clearances clearances,
            WaitingForApproval waiting,
            Tampering tampering,
            Reevaluation reevaluation,
            Agreement agreement,
            Halts halts,
            Revoking revoking,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        Settlement settlement = new Settlement(orders, audit, clock);
        Decision decision = new Decision(
                new OrderCheck(administrators::now, orders),
                check,
                clearances,
                waiting,
                tampering,
                reevaluation,
                new HaltDecision(halts, settlement, wakes),
                new RevokeDecision(revoking, settlement),
                settlement,
                wakes,
                clock);
        return new Decide(transactions, orders, decision, agreement, administrators, audit);
    }

    @Bean
    BrokerConnections broker(SignerSettings settings, Identity identity, Clock clock) {
        return new BrokerConnections(settings.broker(), "signer " + identity.instance(), clock);
    }

    @Bean
    Transmitter transmitter(
            TransactionTemplate transactions,
            JdbcTemplate jdbc,
            WaitingForTransmission waiting,
            Intents intents,
            FieldMac mac,
            ProfilesInForce profiles,
            Proofs proofs,
            OutboxMark mark,
            AuditLog audit,
            Certificates certificates,
            IssuerSignatures signatures,
            Hands hands,
            Tampering tampering,
            Parked parked,
            EnvelopeSealer sealer,
            BrokerConnections broker,
            Wakes wakes,
            Clock clock) {
        // it is told of certificates for as long as there are any: longer than a clearance key lives
        FieldMac past = mac.ofThePast();
        ClearanceCheck check = new ClearanceCheck(new Clearances(past), profiles, proofs);
        OutcomeSource outcomes = new OutcomeSource(
                waiting,
                new IssuedCheck(check, intents, new IntentMac(past), certificates, signatures),
                tampering,
                parked,
                wakes,
                clock);
        Looks words = Looks.whenWoken();
        wakes.onWake("transmit", words::ring);
        Looks published = Looks.whenWoken();
        wakes.onWake(Outbox.CHANNEL, published::ring);
        return new Transmitter(
                transactions,
                List.of(
                        new OutcomesAtHand(hands.telling(), waiting, parked, clock),
                        new WokenSource(outcomes, words),
                        new WokenSource(new OutboxSource(jdbc, clock, mark, new ForeignRowsAudit(audit)), published)),
                sealer,
                broker.publisher(),
                ENVELOPE_LIFETIME);
    }

    /** What changes is audited in a chain of its own, and counts whether or not the database is there to audit it. */
    @Bean
    IdentityWatch identityWatch(
            SignerSettings settings,
            LiveTrust trust,
            LiveIdentity identity,
            TransactionTemplate transactions,
            AuditLog audit,
            Clock clock) {
        return new IdentityWatch(
                trust,
                identity,
                BrokerCertificates.of(settings.broker(), identity.get().instance()),
                settings.alarmsAhead(),
                clock,
                (event, detail) ->
                        transactions.executeWithoutResult(status -> audit.record("identities", event, null, detail)));
    }

    @Bean
    Stages stages(
            Inbox inbox,
            BrokerConnections broker,
            Decide decide,
            Sign sign,
            Transmitter transmitter,
            Hands hands,
            EachInTurn publish,
            CrlStages crls,
            ResponderStage responders,
            ProfileStage profileStage,
            IdentityWatch identities,
            Compare compare,
            LogStage log,
            Comparisons comparisons,
            Halts halts,
            JdbcTemplate jdbc,
            Identity identity,
            Wakes wakes) {
        Leases leases = new Leases(jdbc);
        Loop deciding = new Loop(Stages.PREFIX + "decide", decide, Pace.standard());
        Loop signing = new Loop(Stages.PREFIX + "sign", sign, Pace.standard());
        Loop transmitting = new Loop(Stages.PREFIX + "transmit", transmitter, Pace.standard());
        Loop keeping = new Loop(Stages.PREFIX + "profiles", profileStage, Pace.every(HEARTBEAT));
        Loop comparing = new Loop(Stages.PREFIX + "compare", compare, Pace.every(HEARTBEAT));
        Loop logging = new Loop(Stages.PREFIX + "log", log, Pace.every(LOGGED));
        Loop listing = new Loop(Stages.PREFIX + "crl", crls.complete(), Pace.every(HEARTBEAT));
        Loop listingShards = new Loop(Stages.PREFIX + "crl-shards", crls.shardsAndDeltas(), Pace.every(HEARTBEAT));
        Loop certifying = new Loop(Stages.PREFIX + "responder", responders, Pace.every(HEARTBEAT));
        wakes.onWake(Revoking.CHANNEL, listing::wake);
        wakes.onWake(Revoking.CHANNEL, listingShards::wake);
        wakes.onWake(ResponderStage.CHANNEL, certifying::wake);
        wakes.onWake(Compare.CHANNEL, comparing::wake);
        wakes.onWake(LogStage.CHANNEL, logging::wake);
        wakes.onWake(UnevaluatedRequests.CHANNEL, keeping::wake);
        wakes.onWake("order", deciding::wake);
        wakes.onWake(Sign.CHANNEL, signing::wake);
        hands.signing().onPut(signing::wake);
        hands.telling().onPut(transmitting::wake);
        wakes.onWake("transmit", transmitting::wake);
        wakes.onWake(Outbox.CHANNEL, transmitting::wake);
        return new Stages(
                () -> {
                    profileStage.begin();
                    halts.reseal();
                    comparisons.look();
                    leases.release(identity.instance());
                },
                () -> leases.release(identity.instance()),
                new Receiver(broker, Topology.queueOf(Role.SIGNER), inbox, Stages.PREFIX + "accept"),
                List.of(
                        deciding,
                        signing,
                        transmitting,
                        new Loop(Stages.PREFIX + "publish", publish, Pace.every(HEARTBEAT)),
                        listing,
                        listingShards,
                        certifying,
                        keeping,
                        comparing,
                        logging,
                        new Loop(Stages.PREFIX + "identities", identities, Pace.every(IdentityWatch.EVERY))));
    }
}
