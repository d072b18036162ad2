package org.httpca.signer.profile;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.httpca.message.CanonicalDigest;
import org.httpca.message.PublishedProfile;
import org.httpca.pki.Identifier;
import org.httpca.pki.NameKind;
import org.httpca.pki.Subtree;

/**
 * A kind of certificate.
 *
 * @param title what people see
 * @param issuer short name of the CA that signs
 * @param validity what a certificate gets whose request asks for none
 * @param maximumValidity the most that a request may ask for
 * @param approvals how many administrators must approve; 0 for none
 * @param subtrees where names must be, and where none may
 * @param autosign names that need no approval
 * @param ownNames the exact names for which the installation's own web roles need no approval
 * @param approvers who may approve
 * @param limits how many are signed in an hour
 * @param evidence the methods by which whoever shows control of every name needs no approval (RFC 8555, section 8)
 * @param requestedDates whether a request may say when its certificate begins and ends
 * @param renewal what the word of a certificate's holder is worth
 */
public record Profile(
        String name,
        String title,
        boolean isDefault,
        String issuer,
        Duration validity,
        Duration maximumValidity,
        List<AllowedKey> keys,
        List<ExtendedKeyUsage> extendedKeyUsages,
        KeyUsages keyUsages,
        List<NameKind> names,
        int approvals,
        NameSubtrees subtrees,
        List<NamePattern> autosign,
        List<Identifier> ownNames,
        Approvers approvers,
        IssuanceLimits limits,
        Renewal renewal,
        List<String> evidence,
        boolean requestedDates) {

    public Profile {
        keys = List.copyOf(keys);
        extendedKeyUsages = List.copyOf(extendedKeyUsages);
        names = List.copyOf(names);
        autosign = List.copyOf(autosign);
        ownNames = List.copyOf(ownNames);
        evidence = List.copyOf(evidence);
    }

    /**
     * SHA-256 of the canonical form, lower-case hexadecimal: what requests are pinned to. It covers everything that decides what
     * is signed and who is asked; the title and the default only help people, and limits only make a request wait.
     */
    public String hash() {
        CanonicalDigest digest = new CanonicalDigest("httpca profile v1");
        digest.text(name).text(issuer).number(validity.toSeconds()).number(maximumValidity.toSeconds());
        texts(digest, keys.stream().map(AllowedKey::label).toList());
        texts(digest, extendedKeyUsages.stream().map(ExtendedKeyUsage::label).toList());
        texts(digest, keyUsages.rsa());
        texts(digest, keyUsages.ec());
        texts(digest, keyUsages.ed25519());
        texts(digest, names.stream().map(NameKind::label).toList());
        digest.number(approvals);
        texts(digest, autosign.stream().map(NamePattern::text).toList());
        if (!ownNames.isEmpty()) {
            texts(digest, ownNames.stream().map(Identifier::value).toList());
        }
        if (!subtrees.isEmpty()) {
            digest.text("subtrees");
            texts(digest, subtrees.permitted().stream().map(Subtree::toString).toList());
            texts(digest, subtrees.excluded().stream().map(Subtree::toString).toList());
        }
        if (!approvers.names().isEmpty()) {
            digest.text("approvers");
            texts(digest, approvers.names().stream().sorted().toList());
        }
        if (keys.stream().anyMatch(AllowedKey::isMlDsa)) {
            digest.text("ml-dsa");
            texts(digest, keyUsages.mlDsa());
        }
        if (!renewal.equals(Renewal.APPROVAL)) {
            digest.text("renewal").text(renewal.label()).number(renewal.grace().toSeconds());
        }
        if (!evidence.isEmpty()) {
            digest.text("evidence");
            texts(digest, evidence.stream().sorted().toList());
        }
        if (requestedDates) {
            digest.text("requested-dates");
        }
        return digest.sha256().hex();
    }

    private static void texts(CanonicalDigest digest, List<String> texts) {
        digest.number(texts.size());
        texts.forEach(digest::text);
    }

    /** As the web side shows it. */
    public PublishedProfile toPublished() {
        return new PublishedProfile(
                name,
                hash(),
                isDefault,
                title,
                issuer,
                validity.toSeconds(),
                approvals,
                keys.stream().map(AllowedKey::label).toList(),
                names.stream().map(NameKind::label).toList(),
                requestedDates ? maximumValidity.toSeconds() : null);
    }

    Profile withAutosign(List<NamePattern> more) {
        return with(Stream.concat(autosign.stream(), more.stream()).distinct().toList(), ownNames);
    }

    Profile withOwnNames(List<Identifier> names) {
        return with(autosign, names);
    }

    /** Is it good for TLS servers, and for nothing else? */
    boolean isForServersAlone() {
        return extendedKeyUsages.equals(List.of(ExtendedKeyUsage.SERVER_AUTH));
    }

    private Profile with(List<NamePattern> changedAutosign, List<Identifier> changedOwnNames) {
        return new Profile(
                name,
                title,
                isDefault,
                issuer,
                validity,
                maximumValidity,
                keys,
                extendedKeyUsages,
                keyUsages,
                names,
                approvals,
                subtrees,
                changedAutosign,
                changedOwnNames,
                approvers,
                limits,
                renewal,
                evidence,
                requestedDates);
    }
}
