package org.httpca.envelope;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.httpca.pki.Crypto;
import org.httpca.pki.Pem;
import org.httpca.pki.SerialNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Whose identities count: the messaging CA's, but for those that it revoked. While the messaging CA itself is exchanged there are
 * two.
 */
public final class MessagingTrust {

    private static final int MOST_AUTHORITIES = 16;

    /** @param list null where nothing was ever revoked, nor could be */
    record Authority(X509Certificate certificate, @Nullable RevocationList list) {

        boolean issued(X509Certificate identity) {
            if (!identity.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
                return false;
            }
            try {
                identity.verify(certificate.getPublicKey(), Crypto.BOUNCY_CASTLE);
                return true;
            } catch (GeneralSecurityException e) {
                return false;
            }
        }

        @Nullable
        Instant revokedAt(X509Certificate identity) {
            return list == null ? null : list.revoked().get(identity.getSerialNumber());
        }
    }

    private final List<Authority> authorities;

    private MessagingTrust(List<Authority> authorities) {
        this.authorities = List.copyOf(authorities);
    }

    /** One CA that has revoked nothing. */
    public static MessagingTrust of(X509Certificate messagingCa) {
        return new MessagingTrust(List.of(new Authority(messagingCa, null)));
    }

    /** Vouches for no identity at all. */
    public static MessagingTrust nobody() {
        return new MessagingTrust(List.of());
    }

    /**
     * Reads the files.
     *
     * @param certificates PEM with the messaging CA's certificate, or two while it is exchanged
     * @param lists PEM with the CRL of each; null: there is none, and nothing is revoked
     * @throws UncheckedIOException if a file cannot be read
     * @throws IllegalArgumentException if a file is not what it should be, or a CA has no CRL in it
     */
    public static MessagingTrust read(Path certificates, @Nullable Path lists) {
        List<X509CRL> crls = lists == null ? List.of() : lists(lists);
        List<Authority> authorities = new ArrayList<>();
        for (X509Certificate certificate : certificates(certificates)) {
            authorities.add(new Authority(certificate, lists == null ? null : listOf(certificate, crls, lists)));
        }
        return new MessagingTrust(authorities);
    }

    private static List<X509Certificate> certificates(Path file) {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (byte[] der : Pem.decodeCertificates(Files.readString(file))) {
                certificates.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            }
            if (certificates.isEmpty() || certificates.size() > MOST_AUTHORITIES) {
                throw new IllegalArgumentException(
                        file + " holds " + certificates.size() + " certificates: it must have the messaging CA's");
            }
            return certificates;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no certificate in PEM", e);
        }
    }

    private static List<X509CRL> lists(Path file) {
        try {
            if (Files.size(file) > RevocationList.MAX_OCTETS) {
                throw new IllegalArgumentException(file + " is larger than " + RevocationList.MAX_OCTETS + " octets");
            }
            return RevocationList.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " holds no CRL in PEM", e);
        }
    }

    private static RevocationList listOf(X509Certificate authority, List<X509CRL> crls, Path file) {
        return crls.stream()
                .filter(crl -> RevocationList.isBy(crl, authority))
                .findFirst()
                .map(RevocationList::of)
                .orElseThrow(() -> new IllegalArgumentException(
                        file + " has no CRL that the messaging CA signed, or one that was altered"));
    }

    /** The messaging CA that issued it; empty if it is none of these. */
    Optional<X509Certificate> issuerOf(X509Certificate identity) {
        return authorities.stream()
                .filter(authority -> authority.issued(identity))
                .map(Authority::certificate)
                .findFirst();
    }

    /** Why this may not follow on that; null if it may. A list that is older than the one in force brings nobody back. */
    @Nullable
    String objectionAfter(MessagingTrust before) {
        for (Authority authority : authorities) {
            RevocationList old = before.authorities.stream()
                    .filter(other -> other.certificate().equals(authority.certificate()))
                    .map(other -> Optional.ofNullable(other.list()))
                    .findFirst()
                    .flatMap(list -> list)
                    .orElse(null);
            RevocationList list = authority.list();
            if (old != null && (list == null || list.number().compareTo(old.number()) < 0)) {
                return "the list of revoked identities is older than the one in force";
            }
            if (old != null && list != null && list.number().equals(old.number()) && !list.equals(old)) {
                return "the list of revoked identities is another one with the number of the one in force";
            }
        }
        return null;
    }

    /** The CA that issued it; empty if none of these did. */
    Optional<Authority> authorityOf(X509Certificate identity) {
        return authorities.stream()
                .filter(authority -> authority.issued(identity))
                .findFirst();
    }

    /** Whether one of these issued it, and did not revoke it. */
    public boolean vouchesFor(X509Certificate identity) {
        return authorityOf(identity)
                .map(authority -> authority.revokedAt(identity) == null)
                .orElse(false);
    }

    /** Whether there are lists at all, so that somebody could be revoked. */
    public boolean canRevoke() {
        return authorities.stream().allMatch(authority -> authority.list() != null);
    }

    /** The CAs' certificates. */
    public List<X509Certificate> certificates() {
        return authorities.stream().map(Authority::certificate).toList();
    }

    /** When each was revoked, by the serial number in hexadecimal. */
    public Map<String, Instant> revoked() {
        Map<String, Instant> revoked = new TreeMap<>();
        for (Authority authority : authorities) {
            if (authority.list() != null) {
                authority.list().revoked().forEach((serial, at) -> revoked.put(SerialNumbers.hex(serial), at));
            }
        }
        return revoked;
    }
}
