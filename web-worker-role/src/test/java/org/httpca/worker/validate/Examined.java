package org.httpca.worker.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.httpca.acme.evidence.ControlShown;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.envelope.MessagingTrust;
import org.httpca.envelope.StatementVerifier;
import org.httpca.message.Role;
import org.httpca.pki.Identifier;
import org.httpca.worker.settings.AcmeSettings;
import org.httpca.worker.validate.Checks.Decided;

/** Checks by themselves, without a database, against simulated others on loopback. */
final class Examined {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String TOKEN = "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA";
    static final String THUMBPRINT = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
    static final String KEY_AUTHORIZATION = TOKEN + "." + THUMBPRINT;
    static final String ACCOUNT_URL = "https://ca.example/acme/account/123";
    private static final MessagingAuthority AUTHORITY = MessagingAuthority.create("test", CLOCK, new SecureRandom());
    private static final Identity WORKER = AUTHORITY.issue(Role.WORKER, "worker-1", Duration.ofDays(90));

    private Examined() {}

    static Check check(String type, String identifier) {
        Identifier name = Identifier.parse(identifier).orElseThrow();
        return new Check(UUID.randomUUID(), 1, UUID.randomUUID(), name, type, TOKEN, THUMBPRINT, ACCOUNT_URL, NOW);
    }

    static Examination examination(AcmeSettings settings, Duration longest) {
        return Parts.examination(settings, () -> WORKER, new SecureRandom(), CLOCK, longest);
    }

    static Decided examine(AcmeSettings settings, Check check) {
        return examine(settings, check, Duration.ofSeconds(8));
    }

    static Decided examine(AcmeSettings settings, Check check, Duration longest) {
        try {
            return examination(settings, longest).of(check);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Decided examine(Methods methods, Check check) {
        Permission all = (one, deadline) -> ControlShown.Caa.NOT_CHECKED;
        try {
            return new Examination(methods, all, () -> WORKER, CLOCK, Duration.ofSeconds(8)).of(check);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The evidence, which has to verify. */
    static ControlShown shown(Decided decided) {
        assertThat(decided.outcome()).as(decided.problem()).isEqualTo("valid");
        return ControlShown.verify(
                        Objects.requireNonNull(decided.evidence()),
                        new StatementVerifier(() -> MessagingTrust.of(AUTHORITY.certificate()), "test"))
                .orElseThrow();
    }

    /** Invalid at once. */
    static void refused(Decided decided, String type, String detail) {
        assertThat(decided.outcome()).as(decided.problem() + decided.evidence()).isEqualTo("invalid");
        problem(decided, type, detail);
    }

    /** To be made again. */
    static void again(Decided decided, String type, String detail) {
        assertThat(decided.outcome()).as(decided.problem()).isNull();
        assertThat(decided.evidence()).isNull();
        assertThat(decided.dueAt()).isAfter(NOW);
        problem(decided, type, detail);
    }

    private static void problem(Decided decided, String type, String detail) {
        assertThat(decided.problem())
                .contains("urn:ietf:params:acme:error:" + type + "\"")
                .contains(detail);
    }

    static AcmeSettings settings(HostileDns dns, int http01Port, int tlsAlpn01Port) {
        return settings(dns, http01Port, tlsAlpn01Port, List.of("loopback"));
    }

    static AcmeSettings settings(HostileDns dns, int http01Port, int tlsAlpn01Port, List<String> allowed) {
        return new AcmeSettings(http01Port, tlsAlpn01Port, dns.address(), allowed, false, List.of(), 8);
    }
}
