package org.httpca.web.acme.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.httpca.acme.jws.AccountKey;
import org.httpca.acme.jws.FlattenedJws;
import org.httpca.acme.jws.JsonText;
import org.httpca.acme.jws.JwsHeader;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.acme.exchange.SigningAccounts.Signer;
import org.httpca.web.acme.nonce.Nonces;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reads and checks signed POSTs (RFC 8555, section 6). What is cheap comes first: the signature is verified for a good nonce alone, and the
 * nonce is used up by a good signature alone.
 */
@Component
@WhereAcmeIsOn
public class SignedCalls {
    private static final MediaType JOSE = MediaType.parseMediaType("application/jose+json");

    private final Nonces nonces;
    private final SigningAccounts accounts;
    private final Addresses addresses;

    SignedCalls(Nonces nonces, SigningAccounts accounts, Addresses addresses) {
        this.nonces = nonces;
        this.accounts = accounts;
        this.addresses = addresses;
    }

    /** By an account, named by {@code kid}. */
    public SignedCall ofAccount(HttpServletRequest call) {
        return read(call, false, true);
    }

    /** By a key that need not be of an account, in {@code jwk}. */
    public SignedCall ofKey(HttpServletRequest call) {
        return read(call, true, false);
    }

    /** By either, as revocation wants it (section 7.6). */
    public SignedCall ofEither(HttpServletRequest call) {
        return read(call, true, true);
    }

    /** The inner JWS of a key change (section 7.3.5): the same address, its own key, no nonce. */
    public AccountKey inner(SignedCall outer, FlattenedJws inner) {
        JwsHeader header = inner.header();
        if (header.jwk() == null) {
            throw malformed("The inner JWS names its key by 'jwk'.");
        }
        if (header.nonce() != null) {
            throw malformed("The inner JWS has no 'nonce'.");
        }
        if (!header.url().equals(outer.url())) {
            throw malformed("The inner JWS has another 'url' than the outer one.");
        }
        AccountKey.requireKnown(header.algorithm());
        AccountKey key = AccountKey.of(header.jwk());
        key.verify(inner);
        return key;
    }

    private SignedCall read(HttpServletRequest call, boolean byKey, boolean byAccount) {
        FlattenedJws jws = FlattenedJws.read(body(call));
        JwsHeader header = jws.header();
        AccountKey.requireKnown(header.algorithm());
        if (!addresses.isOf(call, header.url())) {
            // Section 6.4, which names this type.
            throw AcmeRefusedException.of(
                    AcmeProblemType.UNAUTHORIZED, "The 'url' that was signed is not the one that was called.");
        }
        if (header.nonce() == null) {
            throw AcmeRefusedException.of(AcmeProblemType.BAD_NONCE, "The protected header has no 'nonce'.");
        }
        Nonces.Unused nonce = nonces.check(JsonText.base64Url("'nonce'", header.nonce()));
        SignedCall signed = header.jwk() != null ? ofKey(jws, header.jwk(), byKey) : ofAccount(call, jws, byAccount);
        nonces.use(nonce);
        return signed;
    }

    private static SignedCall ofKey(FlattenedJws jws, JsonNode jwk, boolean allowed) {
        if (!allowed) {
            throw malformed("This is signed by an account: name it by 'kid'.");
        }
        AccountKey key = AccountKey.of(jwk);
        key.verify(jws);
        return new SignedCall(jws, key, null);
    }

    private SignedCall ofAccount(HttpServletRequest call, FlattenedJws jws, boolean allowed) {
        if (!allowed) {
            throw malformed("This is signed by a key that stands in 'jwk'.");
        }
        Signer signer = addresses
                .accountOf(call, String.valueOf(jws.header().kid()))
                .flatMap(accounts::find)
                .orElseThrow(() -> AcmeRefusedException.of(
                        AcmeProblemType.ACCOUNT_DOES_NOT_EXIST, "There is no account of this 'kid'."));
        signer.key().verify(jws);
        if (!signer.valid()) {
            // Section 7.3.6 names the status.
            throw AcmeRefusedException.of(AcmeProblemType.UNAUTHORIZED, 401, "The account is not valid any more.");
        }
        return new SignedCall(jws, signer.key(), signer.id());
    }

    private static byte[] body(HttpServletRequest call) {
        if (!isJose(call.getContentType())) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.MALFORMED, 415, "Send it as application/jose+json (RFC 8555, section 6.2).");
        }
        try (InputStream in = call.getInputStream()) {
            byte[] body = in.readNBytes(FlattenedJws.MOST_OCTETS + 1);
            if (body.length > FlattenedJws.MOST_OCTETS) {
                throw AcmeRefusedException.of(
                        AcmeProblemType.MALFORMED,
                        413,
                        "The body may have " + FlattenedJws.MOST_OCTETS + " octets at most.");
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isJose(String type) {
        try {
            return type != null && MediaType.parseMediaType(type).equalsTypeAndSubtype(JOSE);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static AcmeRefusedException malformed(String detail) {
        return AcmeRefusedException.of(AcmeProblemType.MALFORMED, detail);
    }
}
