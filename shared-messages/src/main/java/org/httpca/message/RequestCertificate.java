package org.httpca.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.httpca.pki.RequestedDates;
import org.jspecify.annotations.Nullable;

/**
 * Ask for a certificate.
 *
 * @param requestId random, at least 122 bits
 * @param door through which it came: {@code api}, {@code form}, {@code acme}, …
 * @param principal the name of the token or account; null for an anonymous one
 * @param source the client's address
 * @param identifiers the names asked for
 * @param profileHash the profile as the web side knew it; null if it knew none
 * @param validitySeconds the validity asked for; null for the profile's own
 * @param evidence what shows more than the request does: statements of the worker about checks that it made, each a JWS of its
 *     own; the proof of a certificate's holder who renews it, a PKCS#10 in PEM ({@link org.httpca.pki.RenewalProof})
 * @param replaces the certificate that this one is to replace, as {@code ISSUER:SERIAL}; null if none
 * @param correlationId travels through every log line
 * @param notBefore the beginning asked for, in whole seconds; null for the profile's own
 * @param notAfter the end asked for, in whole seconds, inclusive; null for the profile's own
 */
public record RequestCertificate(
        UUID requestId,
        String door,
        @Nullable String principal,
        String source,
        Proof proof,
        List<Identifier> identifiers,
        String profile,
        @Nullable String profileHash,
        @Nullable Long validitySeconds,
        @Nullable Requester requester,
        @Nullable String note,
        List<String> evidence,
        @Nullable String replaces,
        String correlationId,
        Instant submittedAt,
        @Nullable Instant notBefore,
        @Nullable Instant notAfter)
        implements Command {

    /** The door by which a web role asks for the certificate of its own HTTPS. It is the web side's word, like every door. */
    public static final String OWN_HTTPS = "web-https";

    /** The door of those who showed to the web side, by mutual TLS, that they have the key of the certificate that is replaced. */
    public static final String MUTUAL_TLS = "mutual-tls";

    public RequestCertificate {
        identifiers = List.copyOf(identifiers);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }

    /** Without dates of its own. */
    public RequestCertificate(
            UUID requestId,
            String door,
            @Nullable String principal,
            String source,
            Proof proof,
            List<Identifier> identifiers,
            String profile,
            @Nullable String profileHash,
            @Nullable Long validitySeconds,
            @Nullable Requester requester,
            @Nullable String note,
            List<String> evidence,
            @Nullable String replaces,
            String correlationId,
            Instant submittedAt) {
        this(
                requestId,
                door,
                principal,
                source,
                proof,
                identifiers,
                profile,
                profileHash,
                validitySeconds,
                requester,
                note,
                evidence,
                replaces,
                correlationId,
                submittedAt,
                null,
                null);
    }

    public RequestedDates dates() {
        return new RequestedDates(notBefore, notAfter);
    }

    /**
     * The digest of the canonical request: what an administrator signs, and what a clearance is bound to. It covers every
     * field but the correlation id, and the profile that the request is pinned to.
     *
     * @param pinnedProfileHash the hash that the signer pinned the request to
     * @return SHA-256, 32 octets
     */
    public Octets digest(String pinnedProfileHash) {
        CanonicalDigest digest = new CanonicalDigest("httpca request v1");
        digest.text(requestId.toString()).text(door).text(principal).text(source);
        digest.text(proof.type()).octets(proof.bytes().toArray());
        digest.number(identifiers.size());
        identifiers.forEach(i -> digest.text(i.type().name()).text(i.value()));
        digest.text(profile).text(profileHash).text(pinnedProfileHash);
        digest.text(validitySeconds == null ? null : validitySeconds.toString());
        digest.text(requester == null ? null : requester.name());
        digest.text(requester == null ? null : requester.email());
        digest.text(note).number(evidence.size());
        evidence.forEach(digest::text);
        digest.text(replaces).text(submittedAt.toString());
        if (notBefore != null || notAfter != null) {
            digest.text(notBefore == null ? null : notBefore.toString());
            digest.text(notAfter == null ? null : notAfter.toString());
        }
        return digest.sha256();
    }
}
