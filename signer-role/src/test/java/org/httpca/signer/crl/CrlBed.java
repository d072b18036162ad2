package org.httpca.signer.crl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.pki.LongOctets;
import org.httpca.pki.RevocationReason;
import org.httpca.signer.bed.BedSigner;
import org.httpca.signer.bed.SigningBed;
import org.httpca.signer.issuer.CrlShards;
import org.httpca.signer.revocation.Revoking;
import org.httpca.signer.revocation.Wish;

/** Certificates of a signer that are revoked and released, and the CRLs that list them. */
final class CrlBed implements AutoCloseable {
    static final String ISSUING = "issuing";

    final SigningBed bed = new SigningBed();
    final CrlStore store = new CrlStore(bed.jdbc);
    private final CrlShards shards;
    private final BedSigner signer;
    final Crls complete;
    final Crls others;

    CrlBed(int shards) {
        this.shards = new CrlShards(shards);
        bed.shards = this.shards;
        signer = bed.signer("signer-1");
        complete = crls(Crls.Kind.COMPLETE, "signer-1");
        others = crls(Crls.Kind.SHARDS_AND_DELTAS, "signer-1");
    }

    Crls crls(Crls.Kind kind, String instance) {
        return crls(kind, instance, shards);
    }

    Crls crls(Crls.Kind kind, String instance, CrlShards count) {
        return new Crls(
                kind,
                count,
                bed.transactions,
                bed.issuers,
                store,
                bed.revocations,
                bed.outbox,
                bed.audit(instance),
                bed.clock,
                UUID::randomUUID);
    }

    /** All that are due, some milliseconds later. */
    void run() {
        complete.run();
        bed.clock.forward(Duration.ofMillis(3));
        others.run();
        bed.clock.forward(Duration.ofMillis(3));
    }

    /** The serial number of a new certificate. */
    String issued(String name) {
        UUID id = bed.accepts(name);
        try {
            signer.sign.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Objects.requireNonNull(bed.row(id).serial());
    }

    void revoke(String serial, RevocationReason reason) {
        revoke(serial, reason, "signer-1");
    }

    /** @param instance of the signer; each has one thread alone that does this */
    void revoke(String serial, RevocationReason reason, String instance) {
        Revoking revoking = new Revoking(
                bed.revocations,
                bed.revokedKeys,
                bed.audit(instance),
                bed.outbox,
                bed.wakes,
                UUID::randomUUID,
                bed.clock);
        bed.transactions.executeWithoutResult(status -> {
            Wish wish = new Wish(ISSUING, serial, reason, null, null, null);
            assertThat(revoking.on(wish, "accept", Map.of()).orElseThrow().changed())
                    .isTrue();
        });
    }

    void release(String serial) {
        revoke(serial, RevocationReason.REMOVE_FROM_CRL);
    }

    LongOctets der(String shard) {
        return Objects.requireNonNull(bed.transactions.execute(status -> store.last(new CrlList(ISSUING, shard))));
    }

    /** @param shard empty for the complete one */
    X509CRLHolder stored(String shard) {
        try {
            return new X509CRLHolder(der(shard).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reason's number and the time, by the serial number. */
    Map<String, String> entries(String shard) {
        return entries(stored(shard));
    }

    static Map<String, String> entries(X509CRLHolder crl) {
        Map<String, String> entries = new TreeMap<>();
        for (Object each : crl.getRevokedCertificates()) {
            X509CRLEntryHolder entry = (X509CRLEntryHolder) each;
            Extension reason = entry.getExtension(Extension.reasonCode);
            entries.put(
                    entry.getSerialNumber().toString(16),
                    (reason == null
                                    ? "none"
                                    : CRLReason.getInstance(reason.getParsedValue())
                                            .getValue())
                            + " at " + entry.getRevocationDate().toInstant());
        }
        return entries;
    }

    static long number(X509CRLHolder crl) {
        return CRLNumber.getInstance(value(crl, Extension.cRLNumber))
                .getCRLNumber()
                .longValueExact();
    }

    /** Of the CRL that a delta builds upon. */
    static long base(X509CRLHolder delta) {
        assertThat(delta.getExtension(Extension.deltaCRLIndicator).isCritical()).isTrue();
        return CRLNumber.getInstance(value(delta, Extension.deltaCRLIndicator))
                .getCRLNumber()
                .longValueExact();
    }

    private static ASN1Primitive value(X509CRLHolder crl, ASN1ObjectIdentifier extension) {
        return crl.getExtension(extension).getParsedValue().toASN1Primitive();
    }

    @Override
    public void close() {
        bed.close();
    }
}
