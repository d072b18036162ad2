package org.httpca.signer;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.envelope.EnvelopeSealer;
import org.httpca.envelope.EnvelopeVerifier;
import org.httpca.envelope.Identity;
import org.httpca.envelope.UuidSource;
import org.httpca.forward.broker.BrokerConnections;
import org.httpca.forward.broker.Receiver;
import org.httpca.forward.broker.Topology;
import org.httpca.forward.inbox.Inbox;
import org.httpca.forward.loop.Loop;
import org.httpca.forward.loop.Pace;
import org.httpca.forward.loop.Wakes;
import org.httpca.forward.outbox.Outbox;
import org.httpca.forward.outbox.OutboxSource;
import org.httpca.forward.outbox.Transmitter;
import org.httpca.forward.parked.Parked;
import org.httpca.message.Role;
import org.httpca.signer.accept.Accept;
import org.httpca.signer.accept.AcceptRefusals;
import org.httpca.signer.accept.AcceptRequests;
import org.httpca.signer.accept.AcceptWithdrawals;
import org.httpca.signer.administrator.KnownAdministrators;
import org.httpca.signer.administrator.Orders;
import org.httpca.signer.audit.AuditLog;
import org.httpca.signer.certificate.Certificates;
import org.httpca.signer.certificate.IntentMac;
import org.httpca.signer.certificate.Intents;
import org.httpca.signer.clearance.Assessment;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.clearance.Clearances;
import org.httpca.signer.clearance.Reevaluation;
import org.httpca.signer.clearance.Tampering;
import org.httpca.signer.crl.Crls;
import org.httpca.signer.crl.IssuerStates;
import org.httpca.signer.crl.RootCrl;
import org.httpca.signer.decide.Decide;
import org.httpca.signer.decide.Decision;
import org.httpca.signer.decide.HaltDecision;
import org.httpca.signer.decide.OrderCheck;
import org.httpca.signer.decide.Settlement;
import org.httpca.signer.halt.Halts;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.SerialNumberSource;
import org.httpca.signer.policy.Proofs;
import org.httpca.signer.profile.Profiles;
import org.httpca.signer.publication.Alarms;
import org.httpca.signer.publication.ApproversMissing;
import org.httpca.signer.publication.Checkpoints;
import org.httpca.signer.publication.Heartbeat;
import org.httpca.signer.publication.PublicationNumbers;
import org.httpca.signer.publication.Publications;
import org.httpca.signer.rate.IssuanceRates;
import org.httpca.signer.request.Requests;
import org.httpca.signer.request.WaitingForApproval;
import org.httpca.signer.request.WaitingForSignature;
import org.httpca.signer.request.WaitingForTransmission;
import org.httpca.signer.request.Withdrawals;
import org.httpca.signer.sign.Completion;
import org.httpca.signer.sign.Gate;
import org.httpca.signer.sign.Preparation;
import org.httpca.signer.sign.Sign;
import org.httpca.signer.transmit.ForeignRowsAudit;
import org.httpca.signer.transmit.IssuedCheck;
import org.httpca.signer.transmit.OutboxMark;
import org.httpca.signer.transmit.OutcomeSource;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The stages in the order of a request's way: accept, decide, sign, transmit; and what is published by the way. */
@Configuration(proxyBeanMethods = false)
class StageWiring {
    private static final Duration ENVELOPE_LIFETIME = Duration.ofHours(12);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    @Bean
    Inbox inbox(
            EnvelopeVerifier verifier,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Requests requests,
            Withdrawals withdrawals,
            Assessment assessment,
            Proofs proofs,
            AuditLog audit,
            Wakes wakes,
            Clock clock) {
        Accept accept = new Accept(
                new AcceptRequests(requests, assessment, proofs, audit, wakes, clock),
                new AcceptWithdrawals(requests, withdrawals, audit, wakes, clock));
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
            Halts halts,
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
                settlement,
                wakes,
                clock);
        return new Decide(transactions, orders, decision, administrators, audit);
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
            Halts halts,
            IssuanceRates rates,
            Issuers issuers,
            AuditLog audit,
            Wakes wakes,
            Clock clock,
            SecureRandom random,
            UuidSource ids,
            Identity identity) {
        // the instance's name says who, and the rest tells a restarted process from the one before
        String holder = identity.instance() + "/" + ids.get();
        Preparation preparation = new Preparation(
                waiting,
                intents,
                mac,
                check,
                tampering,
                reevaluation,
                new Gate(halts, rates),
                issuers,
                new SerialNumberSource(random),
                audit,
                wakes,
                clock,
                holder);
        Completion completion = new Completion(waiting, requests, certificates, tampering, audit, wakes, clock, holder);
        return new Sign(transactions, preparation, completion);
    }

    @Bean
    BrokerConnections broker(SignerSettings settings, Identity identity) {
        return new BrokerConnections(settings.broker(), "signer " + identity.instance());
    }

    @Bean
    Transmitter transmitter(
            TransactionTemplate transactions,
            JdbcTemplate jdbc,
            WaitingForTransmission waiting,
            Intents intents,
            IntentMac intentMac,
            OutboxMark mark,
            AuditLog audit,
            Certificates certificates,
            Issuers issuers,
            ClearanceCheck check,
            Tampering tampering,
            Parked parked,
            EnvelopeSealer sealer,
            BrokerConnections broker,
            Clock clock) {
        OutcomeSource outcomes = new OutcomeSource(
                waiting, new IssuedCheck(check, intents, intentMac, certificates, issuers), tampering, parked, clock);
        return new Transmitter(
                transactions,
                List.of(outcomes, new OutboxSource(jdbc, clock, mark, new ForeignRowsAudit(audit))),
                sealer,
                broker.publisher(),
                ENVELOPE_LIFETIME);
    }

    @Bean
    EachInTurn publish(
            SignerSettings settings,
            TransactionTemplate transactions,
            JdbcTemplate jdbc,
            Issuers issuers,
            IssuerStates states,
            Profiles profiles,
            Requests requests,
            Inbox inbox,
            Parked parked,
            Outbox outbox,
            AuditLog audit,
            PublicationNumbers numbers,
            Identity identity,
            Halts halts,
            IssuanceRates rates,
            KnownAdministrators administrators,
            ObjectProvider<Stages> stages,
            Clock clock,
            UuidSource ids) {
        X509CRLHolder rootCrl = rootCrl(settings, issuers);
        return new EachInTurn(List.of(
                new Crls(transactions, issuers, states, outbox, audit, clock, ids),
                new Publications(transactions, profiles, issuers, rootCrl, numbers, outbox, clock, ids),
                new Heartbeat(
                        transactions,
                        identity.instance(),
                        version(),
                        requests,
                        inbox::counts,
                        () -> stages.getObject().states(),
                        new Alarms(
                                identity,
                                issuers,
                                states,
                                rootCrl,
                                parked,
                                List.of(
                                        () -> halts.now().alarm().stream().toList(),
                                        rates::alarms,
                                        new ApproversMissing(profiles, administrators)),
                                clock),
                        numbers,
                        outbox,
                        clock,
                        ids),
                new Checkpoints(transactions, jdbc, audit, identity, numbers, outbox, clock, ids),
                new ForgetEnvelopes(inbox, clock)));
    }

    @Bean
    Stages stages(
            Inbox inbox,
            BrokerConnections broker,
            Decide decide,
            Sign sign,
            Transmitter transmitter,
            EachInTurn publish,
            Wakes wakes) {
        Loop deciding = new Loop(Stages.PREFIX + "decide", decide, Pace.standard());
        Loop signing = new Loop(Stages.PREFIX + "sign", sign, Pace.standard());
        Loop transmitting = new Loop(Stages.PREFIX + "transmit", transmitter, Pace.standard());
        wakes.onWake("order", deciding::wake);
        wakes.onWake(Sign.CHANNEL, signing::wake);
        wakes.onWake("transmit", transmitting::wake);
        wakes.onWake(Outbox.CHANNEL, transmitting::wake);
        return new Stages(
                new Receiver(broker, Topology.queueOf(Role.SIGNER), inbox, Stages.PREFIX + "accept"),
                List.of(
                        deciding,
                        signing,
                        transmitting,
                        new Loop(Stages.PREFIX + "publish", publish, Pace.every(HEARTBEAT))));
    }

    private static @Nullable X509CRLHolder rootCrl(SignerSettings settings, Issuers issuers) {
        Path file = settings.rootCrl();
        Issuer issuer = issuers.find(Issuer.ISSUING).orElseThrow();
        try {
            return file == null ? null : RootCrl.read(file, issuer.root());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("httpca.ca.root-crl names " + file + ", but " + e.getMessage() + ".", e);
        }
    }

    private static String version() {
        return Objects.requireNonNullElse(StageWiring.class.getPackage().getImplementationVersion(), "unknown");
    }
}
