package org.httpca.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.message.Role;
import org.httpca.problem.Result;
import org.junit.jupiter.api.Test;

class AuditChainTest {

    private static final Instant TIME = Instant.parse("2026-11-21T09:30:00.123456789Z");
    private static final UUID REQUEST = UUID.randomUUID();

    private final AuditHead genesis = AuditHead.genesis("signer-1/accept");
    private final AuditEntry first = AuditEntry.after(genesis, TIME, "request-accepted", REQUEST, "{}");
    private final AuditEntry second = AuditEntry.after(first.head(), TIME, "request-held", null, "{\"a\":1}");

    @Test
    void eachEntryFollowsTheOneBefore() {
        assertThat(first.follows(genesis)).isTrue();
        assertThat(second.follows(first.head())).isTrue();
        assertThat(second.follows(genesis)).isFalse();
        assertThat(first.at().getNano() % 1000).isZero();
    }

    @Test
    void anEditedEntryFollowsNothing() {
        List<AuditEntry> edited = List.of(
                with("other/chain", first.sequence(), first.at(), first.event(), REQUEST, first.detail()),
                with(first.chain(), 2, first.at(), first.event(), REQUEST, first.detail()),
                with(first.chain(), 1, first.at().plusMillis(1), first.event(), REQUEST, first.detail()),
                with(first.chain(), 1, first.at(), "request-rejected", REQUEST, first.detail()),
                with(first.chain(), 1, first.at(), first.event(), null, first.detail()),
                with(first.chain(), 1, first.at(), first.event(), REQUEST, "{ }"));
        assertThat(edited).noneMatch(entry -> entry.follows(genesis));
    }

    @Test
    void aCheckpointIsVerifiedFromOutside() {
        MessagingAuthority authority = MessagingAuthority.create("home", Clock.systemUTC(), new SecureRandom());
        Identity signer = authority.issue(Role.SIGNER, "signer-1", Duration.ofDays(1));
        AuditCheckpoint checkpoint = new AuditCheckpoint("signer-1", 7, first.at(), List.of(second.head()));
        assertThat(AuditCheckpoint.verify(checkpoint.sign(signer), authority.certificate(), "home"))
                .isEqualTo(Result.passed(checkpoint));

        Identity other = authority.issue(Role.SIGNER, "signer-2", Duration.ofDays(1));
        assertThat(AuditCheckpoint.verify(checkpoint.sign(other), authority.certificate(), "home"))
                .isInstanceOf(Result.Refused.class);
        assertThat(AuditCheckpoint.verify("x.y.z", authority.certificate(), "home"))
                .isInstanceOf(Result.Refused.class);
    }

    private AuditEntry with(
            String chain,
            long sequence,
            Instant at,
            String event,
            @org.jspecify.annotations.Nullable UUID requestId,
            String detail) {
        return new AuditEntry(chain, sequence, at, event, requestId, detail, first.previous(), first.hash());
    }
}
