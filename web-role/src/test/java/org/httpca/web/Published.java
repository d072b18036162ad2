package org.httpca.web;

import java.math.BigInteger;
import java.security.KeyPair;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.httpca.message.MessageJson;
import org.httpca.message.PublishedProfile;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Crypto;
import org.httpca.pki.Identifier;
import org.httpca.pki.LongOctets;
import org.httpca.pki.Octets;
import org.httpca.pki.SubjectKey;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the signer has published, and what it issues, written as the worker writes it. */
public final class Published {
    public static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final KeyPair ROOT_KEY = key();
    private static final KeyPair ISSUING_KEY = key();
    public static final X509CertificateHolder ROOT = certificate("CN=Root", ROOT_KEY, "CN=Root", ROOT_KEY, 1, true);
    public static final X509CertificateHolder ISSUING =
            certificate("CN=Issuing", ISSUING_KEY, "CN=Root", ROOT_KEY, 2, true);

    private Published() {}

    /** Of {@link #ISSUING}. */
    public static KeyPair issuingKey() {
        return ISSUING_KEY;
    }

    /** Two issuers, a CRL and two profiles. */
    public static void all(JdbcClient owner) {
        List<PublishedProfile> profiles = List.of(
                new PublishedProfile(
                        "server",
                        "aa",
                        true,
                        "Servers",
                        "issuing",
                        7776000,
                        1,
                        List.of("EC P-256"),
                        List.of("dns", "wildcard", "ip"),
                        null),
                new PublishedProfile(
                        "client",
                        "bb",
                        false,
                        "Clients",
                        "issuing",
                        7776000,
                        2,
                        List.of("EC P-256"),
                        List.of(),
                        864000L));
        owner.sql("insert into profile_list (number, body) values (1, ?)")
                .param(MessageJson.mapper().writeValueAsString(profiles))
                .update();
        issuer(owner, "root", ROOT, new byte[0][], true);
        issuer(owner, "issuing", ISSUING, new byte[][] {der(ROOT)}, false);
        crl(owner, "", 7, NOW, NOW.plus(Duration.ofDays(7)), crl());
    }

    /** Has a CRL of issuer "issuing" served, in these parts, unless there is one. */
    public static void crl(
            JdbcClient owner, String shard, long number, Instant thisUpdate, Instant nextUpdate, byte[]... parts) {
        LongOctets der = LongOctets.of(Arrays.stream(parts).map(LongOctets::of).toArray(LongOctets[]::new));
        owner.sql("""
                        insert into crl (issuer, shard, number, length, sha256, this_update, next_update)
                        values ('issuing', ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        shard,
                        number,
                        der.length(),
                        der.sha256().toArray(),
                        Timestamp.from(thisUpdate),
                        Timestamp.from(nextUpdate))
                .update();
        for (int part = 0; part < parts.length; part++) {
            owner.sql("insert into crl_part values ('issuing', ?, ?, ?, ?) on conflict do nothing")
                    .params(shard, number, part, parts[part])
                    .update();
        }
    }

    /** Issues a certificate of issuer "issuing" and stores it; for a request, that is issued by it. */
    public static X509CertificateHolder issue(JdbcClient owner, long serial, String name, @Nullable UUID request) {
        X509CertificateHolder certificate = certificate("CN=" + name, key(), "CN=Issuing", ISSUING_KEY, serial, false);
        store(owner, "issuing", certificate, name, request);
        if (request != null) {
            issued(owner, serial, request);
        }
        return certificate;
    }

    /** Issues to the key and the names of a submitted CSR, as the signer does. */
    public static void issueTo(JdbcClient owner, long serial, UUID request, Octets csr, Instant from, Instant to) {
        CertificationRequest asked = CertificationRequest.readDer(csr.toArray()).orElseThrow();
        try {
            X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                            new X500Name("CN=Issuing"),
                            BigInteger.valueOf(serial),
                            Date.from(from),
                            Date.from(to),
                            new X500Name("CN=own"),
                            new JcaPEMKeyConverter().getPublicKey(asked.subjectPublicKeyInfo()))
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(asked.identifiers().stream()
                                    .map(Identifier::toGeneralName)
                                    .toArray(GeneralName[]::new)))
                    .build(signer(ISSUING_KEY));
            store(owner, "issuing", certificate, "own", request);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        issued(owner, serial, request);
    }

    /** Certifies whoever wants to answer OCSP, as the signer does and the worker stores it. */
    public static void certifyResponders(JdbcClient owner, Instant from, Instant to) {
        certifyResponders(owner, ISSUING_KEY, from, to);
    }

    /** As a signer with that issuing key does. */
    public static void certifyResponders(JdbcClient owner, KeyPair issuing, Instant from, Instant to) {
        owner.sql("select id, csr from ocsp_responder where announce_at is not null")
                .query((row, n) -> java.util.Map.entry(row.getObject(1, UUID.class), row.getBytes(2)))
                .list()
                .forEach(wish -> certifyResponder(owner, issuing, wish.getKey(), wish.getValue(), from, to));
    }

    private static void certifyResponder(
            JdbcClient owner, KeyPair issuing, UUID id, byte[] csr, Instant from, Instant to) {
        CertificationRequest asked = CertificationRequest.readDer(csr).orElseThrow();
        try {
            X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                            new X500Name("CN=Issuing"),
                            BigInteger.valueOf(id.getMostSignificantBits()).abs(),
                            Date.from(from),
                            Date.from(to),
                            new X500Name("CN=OCSP responder of Issuing"),
                            new JcaPEMKeyConverter().getPublicKey(asked.subjectPublicKeyInfo()))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
                    .build(signer(issuing));
            owner.sql(
                            "update ocsp_responder set announce_at = null, certificate = ?, serial = ?, not_after = ? where id = ?")
                    .params(
                            der(certificate),
                            certificate.getSerialNumber().toString(16),
                            Timestamp.from(certificate.getNotAfter().toInstant()),
                            id)
                    .update();
            owner.sql("select pg_notify('responder', '')").query(String.class).optional();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void issued(JdbcClient owner, long serial, UUID request) {
        owner.sql("""
                        update request set status = 'issued', revision = revision + 1, issuer = 'issuing', serial = ?,
                        updated_at = now(), announce_at = null where id = ?""").params(Long.toHexString(serial), request).update();
    }

    public static void store(
            JdbcClient owner, String issuer, X509CertificateHolder certificate, String name, @Nullable UUID request) {
        Octets der = Octets.of(der(certificate));
        owner.sql("""
                        with added as (
                        insert into certificate (issuer, serial, request_id, der, subject, identifiers, key_label, spki_sha256,
                        sha256, not_before, not_after, received_at) values (?, ?, ?::uuid, ?, ?, array[?], ?, ?, ?, ?, ?, now())
                        returning number, request_id, subject, identifiers),
                        named as (
                        insert into certificate_name (name, number)
                        select n, a.number from added a, certificate_names(a.subject, a.identifiers) as n)
                        insert into certificate_requester (requester, number)
                        select r, a.number from added a join request q on q.id = a.request_id,
                        certificate_requesters(q.principal, q.command) as r""")
                .param(issuer)
                .param(certificate.getSerialNumber().toString(16))
                .param(request)
                .param(der.toArray())
                .param("CN=" + name)
                .param(name)
                .param("EC P-256")
                .param(SubjectKey.of(certificate.getSubjectPublicKeyInfo()).sha256())
                .param(der.sha256().hex())
                .param(Timestamp.from(certificate.getNotBefore().toInstant()))
                .param(Timestamp.from(certificate.getNotAfter().toInstant()))
                .update();
    }

    /** Of a CA that calls itself as ours does. */
    public static X509CertificateHolder foreign(KeyPair key, long serial, String name) {
        return certificate("CN=" + name, key, "CN=Issuing", key(), serial, false);
    }

    public static byte[] der(X509CertificateHolder certificate) {
        try {
            return certificate.getEncoded();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the worker puts them: of each chain its certificates, one after the other. */
    public static void alternates(JdbcClient owner, String issuer, List<List<X509CertificateHolder>> chains) {
        byte[][] all = chains.stream()
                .map(chain -> Octets.joined(chain.stream()
                                .map(certificate -> Octets.of(der(certificate)))
                                .toList())
                        .toArray())
                .toArray(byte[][]::new);
        owner.sql("update issuer set alternates = ? where name = ?")
                .params(all, issuer)
                .update();
    }

    private static void issuer(
            JdbcClient owner, String name, X509CertificateHolder certificate, byte[][] chain, boolean root) {
        owner.sql("insert into issuer (name, der, chain, root, number) values (?, ?, ?, ?, 1)")
                .params(name, der(certificate), chain, root)
                .update();
    }

    private static X509CertificateHolder certificate(
            String subject, KeyPair key, String issuer, KeyPair issuerKey, long serial, boolean ca) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                            new X500Name(issuer),
                            BigInteger.valueOf(serial),
                            Date.from(NOW.minusSeconds(60)),
                            Date.from(NOW.plus(Duration.ofDays(90))),
                            new X500Name(subject),
                            key.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            if (ca) {
                builder.addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key.getPublic()));
            }
            return builder.build(signer(issuerKey));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] crl() {
        try {
            return new X509v2CRLBuilder(new X500Name("CN=Issuing"), Date.from(NOW))
                    .setNextUpdate(Date.from(NOW.plus(Duration.ofDays(7))))
                    .build(signer(ISSUING_KEY))
                    .getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(KeyPair key) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA")
                .setProvider(Crypto.BOUNCY_CASTLE)
                .build(key.getPrivate());
    }

    private static KeyPair key() {
        try {
            return Csr.key();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
