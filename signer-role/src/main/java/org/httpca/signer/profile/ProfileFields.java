package org.httpca.signer.profile;

import java.util.List;
import java.util.Optional;

/** Every field that a profile can have, in the order of the default file. docs/profiles.md is made of it. */
public final class ProfileFields {

    private static final List<ProfileField> ALL = List.of(
            new ProfileField(
                    "title",
                    "",
                    "title: TLS server",
                    "What people see on the pages: 1 to 200 characters on one line. It decides nothing."),
            new ProfileField(
                    "default",
                    "`false`",
                    "default: true",
                    "`true` in the one profile that is taken where a request names none. Exactly one profile has it."),
            new ProfileField(
                    "issuer",
                    "",
                    "issuer: issuing",
                    "Short name of the CA that signs. The setup makes one, `issuing`."),
            new ProfileField(
                    "validity",
                    "",
                    "validity: 90d",
                    "How long a certificate is good for whose request asks for nothing: a number and `d` (days), `h` (hours)"
                            + " or `m` (minutes)."),
            new ProfileField(
                    "maximum-validity",
                    "",
                    "maximum-validity: 398d",
                    "The most that a request may ask for, written like `validity` and not below it. An end entity's certificate"
                            + " never outlives its issuer."),
            new ProfileField(
                    "requested-dates",
                    "`false`",
                    "requested-dates: true",
                    "`true` where a request may say when its certificate begins and ends (ACME's `notBefore` and `notAfter`, RFC 8555, section"
                            + " 7.1.3): not above `maximum-validity` nor outside of its issuer's dates, from an hour ago to 30 days ahead. They"
                            + " are kept exactly, or the request is refused."),
            new ProfileField(
                    "keys",
                    "",
                    "keys: [EC P-256, Ed25519, RSA 2048-4096]",
                    "The kinds of key that a subscriber may have: `EC P-256`, `EC P-384`, `EC P-521`, `Ed25519`, `RSA 3072`"
                            + " (one size), `RSA 2048-8192` (sizes from and to, in bits), `ML-DSA-44`, `ML-DSA-65` or `ML-DSA-87`"
                            + " (FIPS 204; in none of the default profiles, since little software reads such certificates yet)."),
            new ProfileField(
                    "extended-key-usages",
                    "",
                    "extended-key-usages: [serverAuth]",
                    "What the certificate is for (RFC 5280, section 4.2.1.12): `serverAuth`, `clientAuth`, `codeSigning`,"
                            + " `emailProtection`, `timeStamping`."),
            new ProfileField(
                    "key-usages",
                    "`digitalSignature` for every key",
                    "key-usages: {rsa: [digitalSignature, keyEncipherment], ec: [digitalSignature], ed25519: [digitalSignature]}",
                    "What the key may do (RFC 5280, section 4.2.1.3), by its kind."),
            new ProfileField(
                    "key-usages.rsa",
                    "`[digitalSignature]`",
                    "rsa: [digitalSignature, keyEncipherment]",
                    "For RSA keys: `digitalSignature`, `nonRepudiation`, `keyEncipherment`, `dataEncipherment`."),
            new ProfileField(
                    "key-usages.ec",
                    "`[digitalSignature]`",
                    "ec: [digitalSignature]",
                    "For EC keys: `digitalSignature`, `nonRepudiation`, `keyAgreement`."),
            new ProfileField(
                    "key-usages.ed25519",
                    "`[digitalSignature]`",
                    "ed25519: [digitalSignature]",
                    "For Ed25519 keys: `digitalSignature`, `nonRepudiation`."),
            new ProfileField(
                    "key-usages.ml-dsa",
                    "`[digitalSignature]`",
                    "ml-dsa: [digitalSignature]",
                    "For ML-DSA keys: `digitalSignature`, `nonRepudiation`."),
            new ProfileField(
                    "names",
                    "",
                    "names: [dns, wildcard, ip]",
                    "The kinds of name that a request may have: `dns`, `wildcard` (`*.example.org`), `ip`. Only where they are"
                            + " named too: `suffix-wildcard`, a wildcard right under a public suffix or a top-level domain"
                            + " (`*.com`, `*.corp`), and `special-ip`, an unspecified, multicast, link-local or reserved address."),
            new ProfileField(
                    "permitted-subtrees",
                    "`[]`: not restricted",
                    "permitted-subtrees: [example.org, 10.0.0.0/8, \"2001:db8::/32\"]",
                    "Where names must be (as name constraints, RFC 5280, section 4.2.1.10): `example.org` is that name and all"
                            + " below it. Without any of their type, DNS names or addresses are not restricted so."),
            new ProfileField(
                    "excluded-subtrees",
                    "`[]`: none",
                    "excluded-subtrees: [secret.example.org, 10.1.0.0/16]",
                    "Names that are not taken even so; nor is a wildcard that stands for one of them."),
            new ProfileField(
                    "approvals",
                    "",
                    "approvals: 1",
                    "How many administrators must approve, 0 to 100. With 0 every request that keeps to the profile is signed,"
                            + " unseen."),
            new ProfileField(
                    "approvers",
                    "every administrator",
                    "approvers: [mary, pierre]",
                    "The administrators who may approve, by name; not fewer than `approvals`. Every administrator may reject."),
            new ProfileField(
                    "limits",
                    "no limits",
                    "limits: {per-hour: 300, per-hour-and-principal: 20}",
                    "How many certificates are signed in any sixty minutes, by all signers together. What is above waits, and"
                            + " is signed when there is room again."),
            new ProfileField(
                    "limits.per-hour", "no limit", "per-hour: 300", "For the profile as a whole, 1 to 1000000."),
            new ProfileField(
                    "limits.per-hour-and-principal",
                    "no limit",
                    "per-hour-and-principal: 20",
                    "For each token or account, 1 to 1000000; all who use none count as one."),
            new ProfileField(
                    "renewal",
                    "`approval`",
                    "renewal: holder",
                    "What it is worth that the holder of a certificate asks for the next one and proves it with the certificate's key."
                            + " `approval`: administrators see it, and decide. `holder`: the first such request for each certificate is"
                            + " signed without approval; others are held."),
            new ProfileField(
                    "renewal-grace",
                    "none: until the certificate's end",
                    "renewal-grace: 7d",
                    "For how long after its end a certificate can still be renewed with its key, written like `validity`."),
            new ProfileField(
                    "evidence",
                    "`[]`: none",
                    "evidence: [http-01, dns-01, tls-alpn-01, dns-account-01]",
                    "The methods of ACME (RFC 8555, section 8) that need no approval: who has shown control of every name by one"
                            + " of these, to a worker and with the key that asks, gets the certificate. There is `dns-persist-01` too,"
                            + " which is bound to the account and not to its key: with it the web side's word counts for more."
                            + " By other methods the request is held, as without evidence."),
            new ProfileField(
                    "autosign",
                    "`[]`: none",
                    "autosign: [\"*.dev.example.org\"]",
                    "DNS names that need no approval: patterns, compared label by label, where `*` stands for exactly one"
                            + " label. `*.dev.example.org` is `web1.dev.example.org`, but neither `dev.example.org` nor"
                            + " `a.b.dev.example.org`. Every name of the request must match one. Wildcard names and IP"
                            + " addresses never do. A pattern that begins with `*` stands in quotes, for YAML's sake."));

    private ProfileFields() {}

    /** All of them. */
    public static List<ProfileField> all() {
        return ALL;
    }

    static Optional<ProfileField> find(String name) {
        return ALL.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
