package org.httpca.web.ocsp;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.httpca.pki.Octets;
import org.httpca.pki.RevocationReason;
import org.httpca.web.ocsp.OcspRequest.CertId;
import org.jspecify.annotations.Nullable;

/** The DER of OCSP answers (RFC 6960, section 4.2). */
final class Response {
    /** Until when an answer holds: whoever gets it may keep it for so long. */
    static final Duration HOLDS = Duration.ofHours(1);

    private static final ASN1ObjectIdentifier EXTENDED_REVOKE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.9");

    private Response() {}

    /** When an answer of now ends to hold: never after its responder. */
    static Instant nextUpdate(Responder responder, Instant now) {
        Instant later = now.plus(HOLDS);
        return later.isAfter(responder.to()) ? responder.to() : later;
    }

    /**
     * An answer.
     *
     * @param statuses by serial number, of all that was asked for
     * @param now a whole second
     */
    static byte[] signed(Responder responder, OcspRequest request, Map<String, Status> statuses, Instant now) {
        try {
            ASN1EncodableVector singles = new ASN1EncodableVector(request.ids().size());
            for (CertId id : request.ids()) {
                singles.add(single(id, status(statuses, id), now, nextUpdate(responder, now)));
            }
            ResponseData data = new ResponseData(
                    responder.byKey(), time(now), new DERSequence(singles), extensions(request, statuses));
            byte[] signature = responder.key().sign(Responder.ALGORITHM, data.getEncoded(ASN1Encoding.DER));
            BasicOCSPResponse basic = new BasicOCSPResponse(
                    data, Responder.IDENTIFIER, new DERBitString(signature), new DERSequence(responder.certificate()));
            ResponseBytes bytes = new ResponseBytes(
                    OCSPObjectIdentifiers.id_pkix_ocsp_basic, new DEROctetString(basic.getEncoded(ASN1Encoding.DER)));
            return new OCSPResponse(new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL), bytes)
                    .getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("An OCSP answer cannot be encoded.", e);
        }
    }

    private static Status status(Map<String, Status> statuses, CertId id) {
        return statuses.getOrDefault(id.serial(), Status.UNKNOWN);
    }

    private static SingleResponse single(CertId id, Status status, Instant now, Instant next) throws IOException {
        CertID asked = CertID.getInstance(ASN1Primitive.fromByteArray(id.der().toArray()));
        return new SingleResponse(asked, said(status), time(now), time(next), (Extensions) null);
    }

    private static CertStatus said(Status status) {
        return switch (status.kind()) {
            case GOOD -> new CertStatus();
            case UNKNOWN -> new CertStatus(2, DERNull.INSTANCE);
            case REVOKED, NEVER_ISSUED ->
                new CertStatus(new RevokedInfo(time(Objects.requireNonNull(status.at())), reason(status.reason())));
        };
    }

    /** Without a reason, the field is left out (RFC 5280, section 5.3.1). */
    private static @Nullable CRLReason reason(@Nullable RevocationReason reason) {
        return reason == null || reason == RevocationReason.UNSPECIFIED ? null : CRLReason.lookup(reason.code());
    }

    private static @Nullable Extensions extensions(OcspRequest request, Map<String, Status> statuses)
            throws IOException {
        List<Extension> extensions = new ArrayList<>(2);
        Octets nonce = request.nonce();
        if (nonce != null) {
            extensions.add(extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, new DEROctetString(nonce.toArray())));
        }
        if (statuses.containsValue(Status.NEVER_ISSUED)) {
            extensions.add(extension(EXTENDED_REVOKE, DERNull.INSTANCE)); // section 4.4.8
        }
        return extensions.isEmpty() ? null : new Extensions(extensions.toArray(Extension[]::new));
    }

    private static Extension extension(ASN1ObjectIdentifier id, ASN1Encodable value) throws IOException {
        return new Extension(id, false, value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    }

    private static ASN1GeneralizedTime time(Instant instant) {
        return new ASN1GeneralizedTime(Date.from(instant.truncatedTo(ChronoUnit.SECONDS)));
    }
}
