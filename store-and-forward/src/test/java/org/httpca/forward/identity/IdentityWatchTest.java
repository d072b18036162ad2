package org.httpca.forward.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.httpca.envelope.Identity;
import org.httpca.envelope.LiveIdentity;
import org.httpca.envelope.LiveTrust;
import org.httpca.envelope.MessagingAuthority;
import org.httpca.message.Role;
import org.httpca.pki.Ending;
import org.httpca.pki.Pem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityWatchTest {
    private static final char[] PASSPHRASE = "correct horse".toCharArray();
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration AHEAD = Duration.ofDays(30);

    private Instant now = START;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    };
    private final MessagingAuthority authority = MessagingAuthority.create("test", clock, new SecureRandom());
    private final List<String> heard = new ArrayList<>();
    private boolean deaf;

    @TempDir
    Path folder = Path.of("");

    private Path keystore = Path.of("");
    private Path lists = Path.of("");

    @BeforeEach
    void write() throws Exception {
        keystore = folder.resolve("identity.p12");
        lists = folder.resolve("messaging-ca.crl");
        Files.writeString(
                folder.resolve("messaging-ca.pem"),
                Pem.encode("CERTIFICATE", authority.certificate().getEncoded()));
        Files.writeString(lists, authority.revocationList(null, Map.of()));
        authority.issue(Role.SIGNER, "signer-1", Duration.ofDays(90)).save(keystore, PASSPHRASE);
    }

    private IdentityWatch watch(Ending... others) {
        LiveTrust trust = LiveTrust.of(folder.resolve("messaging-ca.pem"), lists);
        LiveIdentity identity =
                LiveIdentity.of(List.of(keystore), () -> Identity.load(keystore, PASSPHRASE), trust, clock);
        return new IdentityWatch(trust, identity, () -> List.of(others), AHEAD, clock, (event, detail) -> {
            if (deaf) {
                throw new IllegalStateException("the database is away");
            }
            heard.add(event);
        });
    }

    @Test
    void alarmsBeginBeforeTheEndAndBecomeUrgent() {
        IdentityWatch watch = watch(new Ending("The certificate of signer-1 for the broker", START, ""));
        assertThat(watch.alarms()).hasSize(1).first().asString().startsWith("URGENT: The certificate of signer-1");

        watch = watch();
        assertThat(watch.alarms()).isEmpty();
        now = START.plus(Duration.ofDays(59));
        assertThat(watch.alarms()).isEmpty();
        now = START.plus(Duration.ofDays(61));
        assertThat(watch.alarms())
                .singleElement()
                .asString()
                .startsWith(
                        "The messaging identity of signer-1 ends in 28 days, at 2027-02-19T09:55:00Z. Renew it with")
                .contains("setup identity renew signer-1");
        now = START.plus(Duration.ofDays(85));
        assertThat(watch.alarms())
                .singleElement()
                .asString()
                .startsWith("URGENT: ")
                .contains("ends in 4 days");
        now = START.plus(Duration.ofDays(91));
        assertThat(watch.alarms())
                .singleElement()
                .asString()
                .startsWith("URGENT: ")
                .contains("ended at");
    }

    @Test
    void whatChangesIsToldOnceAndNotForgottenWhileNobodyHears() throws Exception {
        IdentityWatch watch = watch();
        assertThat(watch.run()).isZero();

        Identity before = Identity.load(keystore, PASSPHRASE);
        authority.issue(Role.SIGNER, "signer-1", Duration.ofDays(90)).save(keystore, PASSPHRASE);
        Files.writeString(
                lists,
                authority.revocationList(
                        authority.readRevocationList(Files.readString(lists)),
                        Map.of(before.certificate().getSerialNumber(), now)));
        deaf = true;
        assertThatThrownBy(watch::run).hasMessageContaining("away");
        deaf = false;
        assertThat(watch.run()).isEqualTo(2);
        assertThat(watch.run()).isZero();
        assertThat(heard).containsExactly("identities-revoked", "identity-renewed");
        assertThat(watch.alarms()).isEmpty();
    }

    @Test
    void whatCannotBeTakenUpIsAnAlarmWithoutItsInside() throws Exception {
        IdentityWatch watch = watch();
        Files.writeString(lists, "not a list");
        watch.run();
        assertThat(watch.alarms())
                .singleElement()
                .asString()
                .contains("signer-1", "its log says why")
                .doesNotContain(folder.toString());
    }

    @Test
    void whoWasRevokedHimselfSaysSo() throws Exception {
        IdentityWatch watch = watch();
        Files.writeString(
                lists,
                authority.revocationList(
                        authority.readRevocationList(Files.readString(lists)),
                        Map.of(Identity.load(keystore, PASSPHRASE).certificate().getSerialNumber(), now)));
        watch.run();
        assertThat(watch.alarms())
                .singleElement()
                .asString()
                .startsWith("URGENT: ")
                .contains("was revoked");
    }
}
