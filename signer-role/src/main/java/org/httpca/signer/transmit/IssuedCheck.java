package org.httpca.signer.transmit;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.util.Arrays;
import org.httpca.message.CertificateIssued;
import org.httpca.pki.Octets;
import org.httpca.signer.certificate.Certificates;
import org.httpca.signer.certificate.IntentMac;
import org.httpca.signer.certificate.Intents;
import org.httpca.signer.certificate.IssuerSignatures;
import org.httpca.signer.certificate.StoredIntent;
import org.httpca.signer.clearance.Checked;
import org.httpca.signer.clearance.ClearanceCheck;
import org.httpca.signer.request.StoredRequest;
import org.jspecify.annotations.Nullable;

/**
 * Checks what was stored as issued before it is sent: the request's clearance holds, this signer wrote the intent down for
 * it, and the certificate is that intent, signed. Between the signature and now, somebody may have had the database.
 */
public final class IssuedCheck {
    private final ClearanceCheck clearance;
    private final Intents intents;
    private final IntentMac mac;
    private final Certificates certificates;
    private final IssuerSignatures signatures;

    public IssuedCheck(
            ClearanceCheck clearance,
            Intents intents,
            IntentMac mac,
            Certificates certificates,
            IssuerSignatures signatures) {
        this.clearance = clearance;
        this.intents = intents;
        this.mac = mac;
        this.certificates = certificates;
        this.signatures = signatures;
    }

    /** Whether a row may be told. */
    sealed interface Finding {}

    /** It may, so. */
    record Genuine(CertificateIssued event) implements Finding {}

    /** It may not. */
    record Altered(String why) implements Finding {}

    /** @param rows with the outcome Issued */
    Map<UUID, Finding> check(Collection<StoredRequest> rows) {
        List<UUID> ids = rows.stream().map(StoredRequest::id).toList();
        Map<UUID, StoredIntent> written = intents.of(ids);
        Map<UUID, byte[]> issued = certificates.of(ids);
        Map<UUID, Finding> findings = new HashMap<>();
        for (StoredRequest row : rows) {
            findings.put(row.id(), check(row, written.get(row.id()), issued.get(row.id())));
        }
        return findings;
    }

    private Finding check(StoredRequest row, @Nullable StoredIntent intent, byte @Nullable [] certificate) {
        // outdated is fine: it was cleared and signed under the profile of its time
        if (clearance.cleared(row) instanceof Checked.Altered altered) {
            return new Altered(altered.why());
        }
        if (intent == null || !mac.holds(intent)) {
            return new Altered("what was written down to be signed is missing or was altered");
        }
        if (!intent.serial().equals(row.serial())) {
            return new Altered("its serial number was altered");
        }
        if (certificate == null || !Arrays.areEqual(intent.tbs(), toBeSigned(certificate))) {
            return new Altered("its certificate is missing, or is not what was written down to be signed");
        }
        // the same TBSCertificate with other octets behind it would be of no use to anybody
        if (!signatures.hold(intent.issuer(), certificate)) {
            return new Altered("the signature of its certificate does not hold");
        }
        return new Genuine(new CertificateIssued(
                row.id(), row.revision(), intent.issuer(), intent.serial(), Octets.of(certificate)));
    }

    /** Null for what is no certificate in DER, or has something behind it. */
    private static byte @Nullable [] toBeSigned(byte[] octets) {
        try {
            Certificate certificate = Certificate.getInstance(octets);
            return Arrays.areEqual(octets, certificate.getEncoded(ASN1Encoding.DER))
                    ? certificate.getTBSCertificate().getEncoded(ASN1Encoding.DER)
                    : null;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return null;
        }
    }
}
