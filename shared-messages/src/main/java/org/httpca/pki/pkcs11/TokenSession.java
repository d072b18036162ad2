package org.httpca.pki.pkcs11;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One log-in to a token. When the token was away, its handles lead nowhere, and another session is needed. */
final class TokenSession {

    private static final Pattern CODE = Pattern.compile("\\b(CK[RP]_[A-Z0-9_]{1,60}|0x[0-9a-fA-F]{1,16})\\b");
    private static final int DEPTH = 20;

    private final Provider provider;
    private final KeyStore keys;

    private TokenSession(Provider provider, KeyStore keys) {
        this.provider = provider;
        this.keys = keys;
    }

    Provider provider() {
        return provider;
    }

    KeyStore keys() {
        return keys;
    }

    /** The library is loaded, and the slot looked at. */
    static Provider provider(TokenSlot slot) {
        if (!Files.isRegularFile(slot.library())) {
            throw new TokenException(
                    "There is no PKCS#11 library " + slot.library() + ": install the vendor's, or correct the path.");
        }
        Provider platform = Security.getProvider("SunPKCS11");
        if (platform == null) {
            throw new TokenException("This Java has no PKCS#11: run one with the module jdk.crypto.cryptoki.");
        }
        try {
            // two hyphens: the configuration itself, not a file's name
            return platform.configure("--" + slot.configuration());
        } catch (ProviderException | InvalidParameterException | UnsupportedOperationException e) {
            throw new TokenException(notThere(slot, code(e)), e);
        }
    }

    /** Logs in, with one try. */
    static TokenSession open(TokenSlot slot, Provider provider, TokenPin pin) {
        if (provider.getService("KeyStore", "PKCS11") == null) {
            throw new TokenException("There is no token in " + slot + ": put it in, or correct the slot.");
        }
        char[] chars = pin.read();
        try {
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, chars);
            return new TokenSession(provider, keys);
        } catch (GeneralSecurityException | IOException | ProviderException e) {
            throw notOpened(slot, e);
        } finally {
            Arrays.fill(chars, '\0');
        }
    }

    private static TokenException notOpened(TokenSlot slot, Exception fault) {
        String code = code(fault);
        return switch (code) {
            case "CKR_PIN_LOCKED" ->
                new TokenException(
                        "The token in " + slot
                                + " is locked after too many wrong PINs: unlock it with the security officer's PIN.",
                        fault,
                        true);
            case "CKR_PIN_INCORRECT", "CKR_PIN_INVALID", "CKR_PIN_LEN_RANGE", "CKR_PIN_EXPIRED" ->
                new TokenException(
                        "The token in " + slot + " refused the PIN (" + code
                                + "). It was tried once and will not be tried again by itself: a token locks itself after some"
                                + " wrong ones. Correct the PIN, then start again.",
                        fault,
                        true);
            default -> new TokenException("The token in " + slot + " cannot be opened (" + code + ").", fault);
        };
    }

    private static String notThere(TokenSlot slot, String code) {
        String look = " Look at: pkcs11-tool --module " + slot.library() + " --list-slots";
        return switch (code) {
            case "CKR_SLOT_ID_INVALID" -> "The library " + slot.library() + " has no slot " + slot.slot() + "." + look;
            case "CKR_TOKEN_NOT_RECOGNIZED", "CKR_TOKEN_NOT_PRESENT" ->
                "There is no token in " + slot + ", or none that was initialised." + look;
            default ->
                "The library " + slot.library() + " cannot be used as PKCS#11 with slot " + slot.slot() + " (" + code
                        + ")." + look;
        };
    }

    /** The name of the PKCS#11 error among the causes; that of the last cause where there is none. */
    static String code(Throwable fault) {
        String last = fault.getClass().getSimpleName();
        int depth = 0;
        for (Throwable at = fault; at != null && depth++ < DEPTH; at = at.getCause()) {
            Matcher code = CODE.matcher(String.valueOf(at.getMessage()));
            if (at.getClass().getSimpleName().equals("PKCS11Exception") && code.find()) {
                return code.group(1);
            }
            last = at.getClass().getSimpleName();
        }
        return last;
    }
}
