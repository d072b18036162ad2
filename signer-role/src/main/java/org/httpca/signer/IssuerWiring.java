package org.httpca.signer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CRLHolder;
import org.httpca.pki.KeyFile;
import org.httpca.signer.issuer.CaFolder;
import org.httpca.signer.issuer.Issuer;
import org.httpca.signer.issuer.Issuers;
import org.httpca.signer.issuer.RootCrl;
import org.httpca.signer.issuer.Roots;
import org.httpca.signer.key.IssuingKey;
import org.httpca.signer.key.pkcs12.IssuingKeystore;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The issuers of this signer, and what is above them: keys and certificates, all of it out of files and the token. */
@Configuration(proxyBeanMethods = false)
class IssuerWiring {

    /** Not a bean's public face: only what is made of it leaves this class and the clearance's. */
    @Bean
    IssuingKeystore issuingKeystore(SignerSettings settings) {
        SignerSettings.Keystore keystore = settings.ca();
        IssuingKeystore loaded;
        try {
            loaded = IssuingKeystore.load(keystore.file(), KeyFile.readSecret(keystore.passphraseFile()));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "httpca.ca.keystore names " + keystore.file() + ", which cannot be opened.", e);
        }
        if (loaded.above().isEmpty() || loaded.clearanceKey() == null) {
            throw new InvalidSettingException(
                    "httpca.ca.keystore names a keystore without a chain or a clearance key: it is not one that the setup made for a signer.");
        }
        if (settings.caLabel() == null && !loaded.holdsKey()) {
            throw new InvalidSettingException("httpca.ca.keystore names a keystore whose key is in a token: set "
                    + TokenSettings.CA + " and httpca.pkcs11.");
        }
        if (settings.caLabel() != null && loaded.holdsKey()) {
            throw new InvalidSettingException("httpca.ca.keystore names a keystore with a private key in it, although "
                    + TokenSettings.CA + " says that it is in the token: a key that was in a file is safe nowhere.");
        }
        return loaded;
    }

    @Bean
    Issuers issuers(IssuingKeystore keystore, SignerSettings settings, SignerToken token) {
        String label = settings.caLabel();
        IssuingKey key = label == null ? keystore.key() : token.issuingKey(label, keystore.certificate());
        CaFolder folder = CaFolder.beside(settings.ca().file());
        try {
            List<Issuer> all = new ArrayList<>();
            all.add(new Issuer(
                    Issuer.ISSUING,
                    keystore.certificate(),
                    keystore.above(),
                    key,
                    settings.publicUrl(),
                    folder.alternates(Issuer.ISSUING, keystore.certificate())));
            all.addAll(folder.issuers(settings.publicUrl(), token::issuingKey));
            return new Issuers(all);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("An issuer cannot be used: " + e.getMessage() + ".", e);
        }
    }

    @Bean
    Roots roots(SignerSettings settings, Issuers issuers) {
        try {
            List<Roots.Root> named = CaFolder.beside(settings.ca().file()).roots();
            return Roots.of(named, issuers, rootCrl(settings, issuers, named));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException("A root cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** Of the root above the first issuer. A root that has files of its own took the place of the one that the setting is about. */
    private static @Nullable X509CRLHolder rootCrl(SignerSettings settings, Issuers issuers, List<Roots.Root> named) {
        Path file = settings.rootCrl();
        Issuer issuer = issuers.find(Issuer.ISSUING).orElseThrow();
        boolean hasFiles = named.stream().anyMatch(root -> root.certificate().equals(issuer.root()));
        try {
            return file == null ? null : RootCrl.read(file, issuer.root());
        } catch (IllegalArgumentException e) {
            if (hasFiles) {
                return null;
            }
            throw new InvalidSettingException("httpca.ca.root-crl names " + file + ", but " + e.getMessage() + ".", e);
        }
    }
}
