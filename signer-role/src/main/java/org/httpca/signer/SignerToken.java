package org.httpca.signer;

import java.util.List;
import java.util.function.Function;
import org.bouncycastle.cert.X509CertificateHolder;
import org.httpca.envelope.Identity;
import org.httpca.envelope.MessagingTrust;
import org.httpca.pki.NotSignedException;
import org.httpca.pki.pkcs11.Token;
import org.httpca.pki.pkcs11.TokenAccess;
import org.httpca.pki.pkcs11.TokenException;
import org.httpca.signer.key.IssuingKey;
import org.httpca.signer.key.pkcs11.IssuingTokenKey;
import org.httpca.start.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/** The token of this signer, if it has one: where its private keys are that are in no file. */
final class SignerToken {
    private final @Nullable Token token;

    private SignerToken(@Nullable Token token) {
        this.token = token;
    }

    static SignerToken of(@Nullable TokenAccess access) {
        try {
            return new SignerToken(access == null ? null : access.open());
        } catch (TokenException e) {
            throw refused("httpca.pkcs11", e);
        }
    }

    Identity identity(String label, MessagingTrust trust) {
        return key(TokenSettings.IDENTITY, open -> Identity.inToken(open, label, trust));
    }

    IssuingKey issuingKey(String label, X509CertificateHolder issuer) {
        return key(TokenSettings.CA, open -> IssuingTokenKey.of(open, label, issuer));
    }

    /** What is to be seen to while the token does not sign. */
    List<String> alarms() {
        return token == null ? List.of() : token.alarm().stream().toList();
    }

    private <K> K key(String setting, Function<Token, K> use) {
        if (token == null) {
            throw new IllegalStateException(setting + " without a token");
        }
        try {
            return use.apply(token);
        } catch (TokenException | IllegalArgumentException | NotSignedException e) {
            throw refused(setting, e);
        }
    }

    private static InvalidSettingException refused(String setting, RuntimeException fault) {
        String sentence = setting + ": " + fault.getMessage();
        return TokenException.isOfPin(fault)
                ? InvalidSettingException.notToBeTriedAgain(sentence, fault)
                : new InvalidSettingException(sentence, fault);
    }
}
