package org.httpca.signer.certificate;

import java.util.UUID;

/**
 * A row of the table {@code intent}: what is to be signed, written down before it is signed. Believe it only after
 * {@link IntentMac#holds}.
 *
 * @param serial lower-case hexadecimal
 * @param tbs the DER of the TBSCertificate
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; handed on as they are
public record StoredIntent(UUID requestId, String issuer, String serial, byte[] tbs, byte[] mac) {}
