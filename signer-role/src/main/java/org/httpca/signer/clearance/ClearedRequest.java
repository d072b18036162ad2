package org.httpca.signer.clearance;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.httpca.message.RequestCertificate;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Octets;
import org.httpca.pki.RenewalProof;
import org.httpca.pki.RequestedDates;
import org.httpca.signer.issuer.Validity;
import org.httpca.signer.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be signed. Only {@link ClearanceCheck} makes one, out of a row whose clearance held, and {@link Assessment}, of
 * what policy has just cleared: signing asks for this type, and a held request does not compile into it.
 */
public final class ClearedRequest {

    private final RequestCertificate command;
    private final CertificationRequest proof;
    private final @Nullable Profile profile;
    private final Octets digest;

    /** @param profile null if this signer does not have the one that the request was cleared for */
    ClearedRequest(RequestCertificate command, CertificationRequest proof, @Nullable Profile profile, Octets digest) {
        this.command = command;
        this.proof = proof;
        this.profile = profile;
        this.digest = digest;
    }

    public UUID id() {
        return command.requestId();
    }

    /** What was asked for; the names in it are those that were cleared. */
    public RequestCertificate command() {
        return command;
    }

    /** The PKCS#10, whose signature was verified by this process. Only its key goes into the certificate. */
    public CertificationRequest certificationRequest() {
        return proof;
    }

    /**
     * The keys that must not be compromised when it is signed: its own, and the one that proved a renewal. SHA-256 of the
     * SubjectPublicKeyInfo, hexadecimal.
     */
    public Set<String> keys() {
        String own = proof.key().sha256();
        return RenewalProof.keyAmong(command.evidence())
                .map(holder -> holder.equals(own) ? Set.of(own) : Set.of(own, holder))
                .orElseGet(() -> Set.of(own));
    }

    /**
     * The profile that the request was cleared for, and which is still the current one of that name.
     *
     * @throws IllegalStateException for an outdated request: nothing is built for it, only what is written down is signed
     */
    public Profile profile() {
        if (profile == null) {
            throw new IllegalStateException("The profile that request " + id() + " was cleared for is not here.");
        }
        return profile;
    }

    /** The digest of the canonical request that was cleared. */
    public Octets digest() {
        return digest;
    }

    /** When the certificate is to be good, if it is made now: as was asked for, else what the profile gives. */
    public Validity validity(Instant now) {
        RequestedDates dates = command.dates();
        Long asked = command.validitySeconds();
        if (dates.isNone()) {
            return Validity.of(now, asked == null ? profile().validity() : Duration.ofSeconds(asked));
        }
        Instant start = dates.start(now, profile().maximumValidity());
        Instant end = dates.end(start, profile().validity());
        // What was approved after its end gets no day more by that.
        return new Validity(end.isBefore(start) ? end : start, end);
    }
}
