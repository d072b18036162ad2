package org.httpca.approval;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.httpca.message.MessageJson;
import org.httpca.message.Proof;
import org.httpca.message.RequestCertificate;
import org.httpca.message.Requester;
import org.httpca.pki.CertificationRequest;
import org.httpca.pki.Crypto;
import org.httpca.pki.Identifier;
import org.httpca.pki.Octets;
import org.jspecify.annotations.Nullable;

/** A request as the signer's accept stage leaves it for an administrator. */
final class WaitingRow {
    static final Instant RECEIVED = Instant.parse("2026-11-21T11:50:00Z");
    static final String PROFILE_HASH = "5f".repeat(32);

    private final UUID id;
    private final KeyPair key = newKey();
    private List<String> names = List.of("www.example.org");
    private @Nullable Requester requester = new Requester("Ann", "ann@example.org");
    private @Nullable String note;
    private int approvals = 1;
    private String profile = "server";
    private String source = "192.0.2.7";
    private Instant received = RECEIVED;

    WaitingRow(String id) {
        this.id = UUID.fromString(id);
    }

    WaitingRow names(String... values) {
        names = List.of(values);
        return this;
    }

    WaitingRow requester(@Nullable String name, @Nullable String email) {
        requester = new Requester(name, email);
        return this;
    }

    WaitingRow note(String text) {
        note = text;
        return this;
    }

    WaitingRow profile(String name) {
        profile = name;
        return this;
    }

    WaitingRow source(String address) {
        source = address;
        return this;
    }

    WaitingRow received(Instant at) {
        received = at;
        return this;
    }

    WaitingRow approvals(int required) {
        approvals = required;
        return this;
    }

    /** Stores it and returns its CSR. */
    CertificationRequest storeIn(SignerSide signer) {
        CertificationRequest csr = CertificationRequest.readDer(csr().toArray()).orElseThrow();
        RequestCertificate command = new RequestCertificate(
                id,
                "form",
                null,
                source,
                new Proof(Proof.PKCS10, csr.der()),
                names.stream().map(n -> Identifier.parse(n).orElseThrow()).toList(),
                profile,
                null,
                null,
                requester,
                note,
                List.of(),
                null,
                "correlation-1",
                received.minusSeconds(2));
        signer.owner(
                "insert into request (id, state, command, proof_sha256, profile, profile_hash, issuer, subject, identifiers,"
                        + " source, findings, approvals_required, verdict, received_at, updated_at)"
                        + " values (?, 'Waiting-For-Approval', ?, ?, ?, ?, 'issuing', ?, ?, ?, ?, ?, 'held',"
                        + " ?, ?)",
                id,
                MessageJson.write(command),
                csr.der().sha256().toArray(),
                profile,
                PROFILE_HASH,
                csr.subject(),
                names.toArray(String[]::new),
                source,
                "[{\"rule\":\"key-allowed\",\"verdict\":\"pass\",\"reason\":\"EC P-256 is allowed.\"},"
                        + "{\"rule\":\"names-by-policy\",\"verdict\":\"hold\",\"reason\":\"No pattern covers these names.\"}]",
                approvals,
                received,
                received);
        return csr;
    }

    private Octets csr() {
        try {
            GeneralName[] san = names.stream()
                    .map(n -> Identifier.parse(n).orElseThrow().toGeneralName())
                    .toArray(GeneralName[]::new);
            ExtensionsGenerator extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(san));
            return Octets.of(
                    new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + names.get(0)), key.getPublic())
                            .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                            .build(new JcaContentSignerBuilder("SHA256withECDSA")
                                    .setProvider(Crypto.BOUNCY_CASTLE)
                                    .build(key.getPrivate()))
                            .getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(Arrays.toString(names.toArray()), e);
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Crypto.BOUNCY_CASTLE);
            generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
