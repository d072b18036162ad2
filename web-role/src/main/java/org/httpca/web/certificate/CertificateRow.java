package org.httpca.web.certificate;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/** A row of table certificate, to read. The worker writes them. */
@Entity
@Immutable
@IdClass(CertificateRow.Key.class)
@Table(name = "certificate")
@SuppressWarnings("NullAway.Init") // JPA sets the fields
class CertificateRow {
    @Id
    private String issuer;

    @Id
    private String serial;

    private @Nullable UUID requestId;
    private byte[] der;
    private String subject;
    private String[] identifiers;
    private String keyLabel;
    private String spkiSha256;
    private String sha256;
    private Instant notBefore;
    private Instant notAfter;

    CertificateView view() {
        return new CertificateView(
                issuer,
                serial,
                Octets.of(der),
                subject,
                List.of(identifiers),
                keyLabel,
                spkiSha256,
                sha256,
                notBefore,
                notAfter,
                requestId);
    }

    /** Serials are unique per issuer only. */
    record Key(String issuer, String serial) implements Serializable {}
}
