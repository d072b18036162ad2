package org.httpca.worker.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.httpca.worker.validate.Examined.ACCOUNT_URL;
import static org.httpca.worker.validate.Examined.again;
import static org.httpca.worker.validate.Examined.check;
import static org.httpca.worker.validate.Examined.refused;
import static org.httpca.worker.validate.Examined.shown;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.acme.jws.JsonText;
import org.httpca.pki.Identifier;
import org.httpca.pki.Sha256;
import org.httpca.worker.settings.AcmeSettings;
import org.httpca.worker.validate.Checks.Decided;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dns-account-01} and {@code dns-persist-01}, with the drafts' own examples. */
class DraftChallengesTest {
    private static final String PERSISTENT = "_validation-persist.example.com";
    private static final String MINE = "authority.example; accounturi=" + ACCOUNT_URL;

    private final HostileDns dns = new HostileDns();

    @AfterEach
    void close() {
        dns.close();
    }

    private Decided examined(Check check) {
        AcmeSettings settings = new AcmeSettings(
                80, 443, dns.address(), List.of("loopback"), false, List.of("authority.example", "ca.example.net"), 8);
        return Examined.examine(settings, check);
    }

    private static Check ofAccount(String type, String name, @Nullable String accountUrl) {
        Identifier identifier = Identifier.dns(name).orElseThrow();
        return new Check(
                UUID.randomUUID(),
                1,
                UUID.randomUUID(),
                identifier,
                type,
                Examined.TOKEN,
                Examined.THUMBPRINT,
                accountUrl,
                Examined.NOW);
    }

    private void has(String text) {
        StringBuilder pieces = new StringBuilder("TXT");
        for (int i = 0; i < text.length(); i += 200) {
            pieces.append(" \"")
                    .append(text, i, Math.min(text.length(), i + 200))
                    .append('"');
        }
        dns.has(PERSISTENT, pieces.toString());
    }

    /** The label is the example of the draft, section 3.2. */
    @Test
    void anAccountHasALabelOfItsOwn() {
        Check check = ofAccount("dns-account-01", "example.org", "https://example.com/acme/acct/ExampleAccount");
        assertThat(AccountLabel.of(check)).isEqualTo("_ujmmovf2vn55tgye._acme-challenge");
        again(examined(check), "unauthorized", "no TXT record at _ujmmovf2vn55tgye._acme-challenge.example.org");
        dns.has(
                "_ujmmovf2vn55tgye._acme-challenge.example.org",
                "TXT " + JsonText.base64Url(Sha256.of(Examined.KEY_AUTHORIZATION.getBytes(StandardCharsets.US_ASCII))));
        assertThat(shown(examined(check)).method()).isEqualTo("dns-account-01");
        again(examined(check("dns-account-01", "example.org")), "unauthorized", "no TXT record");
        refused(examined(ofAccount("dns-account-01", "example.org", null)), "malformed", "make a new order");
    }

    /** Those of draft-ietf-acme-dns-persist-02, section 10.2, under this server's own prefix. */
    @ParameterizedTest
    @CsvSource({
        "example.com,5SQm7n6tPh2-PlLbCKGnViTXX5z19SCN4cPGQHSk-kw",
        "*,NpDnSwUthQK8zCgFdefYxAdAVPnygMLbs9US6oO-5ug"
    })
    void theHashIsThatOfTheDraft(String domain, String hash) {
        Check check = ofAccount("dns-persist-01", "example.com", "https://ca.example/acct/123");
        assertThat(DnsPersist01.hash(check, domain)).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "*"})
    void aRecordWithTheHashOfAccountAndKeyShowsIt(String domain) {
        Check check = check("dns-persist-01", "example.com");
        has("authority.example; accounturi=https://ca.example/acme/account-hash/sha-256/"
                + DnsPersist01.hash(check, domain));
        assertThat(shown(examined(check)).seen().get(0)).startsWith(PERSISTENT + " TXT authority.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MINE,
                "AUTHORITY.example ;accounturi = " + ACCOUNT_URL + " ; unknown=x;",
                "ca.example.net; accounturi=" + ACCOUNT_URL + "; policy=something",
                MINE + "; persistUntil=1795348801"
            })
    void aRecordThatNamesTheAccountShowsIt(String text) {
        has("another.example; accounturi=https://another.example/1");
        has("no issue value at all %%%");
        has(text);
        shown(examined(check("dns-persist-01", "example.com")));
    }

    @Test
    void whatEndsByItsOwnWordIsSaidTo() {
        has(MINE + "; persistUntil=1795350000");
        assertThat(examined(check("dns-persist-01", "example.com")).goodUntil())
                .isEqualTo(Instant.ofEpochSecond(1_795_350_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "another.example; accounturi=" + ACCOUNT_URL + " | unauthorized | names authority.example or",
                "authority.example | malformed | has no accounturi",
                MINE + "4 | unauthorized | names another account",
                "authority.example; accounturi=https://ca.example/acme/account-hash/sha-256/5SQm7n6tPh2-PlLbCKGnViTXX5z19SCN4cPGQHSk-kw | unauthorized | names another account",
                MINE + "; accounturi=" + ACCOUNT_URL + " | malformed | more than one accounturi",
                MINE + "; persistUntil=1795348800 | unauthorized | has ended at 2026-11-22T12:00:00Z",
                MINE + "; persistUntil=1 | unauthorized | has ended",
                MINE + "; persistUntil=soon | malformed | no number of seconds",
                MINE + "; persistUntil=-1 | malformed | no number of seconds",
                MINE + "; persistUntil=99999999999999999999 | malformed | no number of seconds"
            })
    void recordsThatShowNothing(String text, String type, String detail) {
        has(text);
        again(examined(check("dns-persist-01", "example.com")), type, detail);
    }

    @Test
    void aWildcardNameNeedsThePolicy() {
        has(MINE);
        again(examined(check("dns-persist-01", "*.example.com")), "unauthorized", "without policy=wildcard");
        has(MINE + "; policy=WildCard");
        shown(examined(check("dns-persist-01", "*.example.com")));
    }

    @Test
    void withoutANameOfTheCaThereAreNoPersistentRecords() {
        has(MINE);
        refused(
                Examined.examine(Examined.settings(dns, 80, 443), check("dns-persist-01", "example.com")),
                "malformed",
                "is not checked by dns-persist-01");
    }
}
