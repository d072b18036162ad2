package org.httpca.worker.validate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.pki.Printable;
import org.httpca.pki.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * {@code dns-persist-01} (draft-ietf-acme-dns-persist-02): a record that stays, and names the account. It names it by a hash over its address and
 * key, or, as the draft had it up to -01 and as clients write it, by its address alone; which of the two it was is among what was seen.
 */
final class DnsPersist01 implements Method {
    private static final String LABEL = "_validation-persist.";
    private static final String ANY_NAME = "*";

    private final Texts texts;
    private final Set<String> issuers;
    private final Clock clock;

    /** @param issuers the domain names of this CA, in lower case */
    DnsPersist01(Texts texts, List<String> issuers, Clock clock) {
        this.texts = texts;
        this.issuers = Set.copyOf(issuers);
        this.clock = clock;
    }

    @Override
    public Seen look(Check check, Deadline deadline) {
        Texts.Found found = texts.at(LABEL + check.base(), deadline);
        NotShownException last = null;
        for (String text : found.texts()) {
            Optional<IssueValue> value = IssueValue.read(text).filter(one -> issuers.contains(one.issuer()));
            if (value.isPresent()) {
                try {
                    Instant until = until(value.get(), check);
                    return new Seen(List.of(found.where() + " TXT " + Printable.text(text, 300)), until);
                } catch (NotShownException e) {
                    last = e;
                }
            }
        }
        throw last != null
                ? last
                : NotShownException.forNow(
                        AcmeProblemType.UNAUTHORIZED,
                        "No TXT record at " + found.where() + " names "
                                + String.join(" or ", issuers.stream().sorted().toList()) + ".");
    }

    /** When the record ends, null if it says nothing of it; thrown if it does not show control for this check. */
    private @Nullable Instant until(IssueValue value, Check check) {
        requireAccount(single(value, "accounturi").orElse(""), check);
        boolean wildcard =
                single(value, "policy").filter("wildcard"::equalsIgnoreCase).isPresent();
        if (check.identifier().wildcard() && !wildcard) {
            throw unauthorized("The record of " + check.base() + " is for no wildcard name without policy=wildcard.");
        }
        Optional<String> persistUntil = single(value, "persistuntil");
        if (persistUntil.isEmpty()) {
            return null;
        }
        Instant until = instant(persistUntil.get());
        if (!clock.instant().isBefore(until)) {
            throw unauthorized("The record of " + check.base() + " has ended at " + until + ".");
        }
        return until;
    }

    private static void requireAccount(String uri, Check check) {
        String url = check.requiredAccountUrl();
        if (uri.isEmpty()) {
            throw malformed("The record of " + check.base() + " has no accounturi.");
        }
        if (!uri.equals(url)
                && !uri.equals(hashed(check, check.base(), url))
                && !uri.equals(hashed(check, ANY_NAME, url))) {
            throw unauthorized("The record of " + check.base() + " names another account than " + url
                    + ", or another key of it: " + Printable.text(uri, 200) + ".");
        }
    }

    /** Section 4.1. The prefix is beside the accounts, as the directory says. */
    private static String hashed(Check check, String domain, String url) {
        String prefix = url.substring(0, Math.max(0, url.lastIndexOf("/account/"))) + "/account-hash/";
        return prefix + "sha-256/" + hash(check, domain);
    }

    /** Over a name, or {@code *}, with its length before it, the account's key and its address. */
    static String hash(Check check, String domain) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(domain.length());
        octets.writeBytes(
                (domain + check.thumbprint() + check.requiredAccountUrl()).getBytes(StandardCharsets.US_ASCII));
        return JsonText.base64Url(Sha256.of(octets.toByteArray()));
    }

    private static Optional<String> single(IssueValue value, String tag) {
        List<String> values = value.values(tag);
        if (values.size() > 1) {
            throw malformed("A record has more than one " + tag + ".");
        }
        return values.stream().findFirst();
    }

    private static Instant instant(String seconds) {
        if (seconds.matches("\\d{1,12}")) {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        }
        throw malformed("A record's persistUntil is no number of seconds since 1970.");
    }

    private static NotShownException malformed(String detail) {
        return NotShownException.forNow(AcmeProblemType.MALFORMED, detail);
    }

    private static NotShownException unauthorized(String detail) {
        return NotShownException.forNow(AcmeProblemType.UNAUTHORIZED, detail);
    }
}
