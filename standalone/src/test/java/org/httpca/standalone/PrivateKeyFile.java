package org.httpca.standalone;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.httpca.pki.Pem;

/** A private key as a browser saved it, and how its secret parts would look wherever they went. */
final class PrivateKeyFile {
    private final PrivateKey key;
    private final List<String> spellings = new ArrayList<>();

    private PrivateKeyFile(PrivateKey key) {
        this.key = key;
        secrets().forEach(this::spell);
    }

    static PrivateKeyFile read(Path pem) throws Exception {
        byte[] pkcs8 = Pem.decodeOne(Files.readString(pem), "PRIVATE KEY").orElseThrow();
        String algorithm = pkcs8.length < 300 ? "EC" : "RSA";
        return new PrivateKeyFile(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    }

    /** Whether the public key belongs to it. */
    boolean fits(PublicKey other) throws Exception {
        String algorithm = key instanceof ECPrivateKey ? "SHA256withECDSA" : "SHA256withRSA";
        byte[] text = "whose key is it?".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(other);
        signature.update(text);
        return signature.verify(signed);
    }

    /** Whether a text has a secret part of it: as octets, in hexadecimal, or within any base64. */
    boolean isIn(String text) {
        String closed = text.replaceAll("\\s|%0[DdAa]", "");
        return spellings.stream().anyMatch(spelling -> text.contains(spelling) || closed.contains(spelling));
    }

    private List<byte[]> secrets() {
        if (key instanceof ECPrivateKey ec) {
            return List.of(octets(ec.getS()));
        }
        RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
        return List.of(octets(rsa.getPrivateExponent()), octets(rsa.getPrimeP()), octets(rsa.getPrimeQ()));
    }

    /** Without zeros in front; a part of 24 octets out of the middle is enough to tell. */
    private static byte[] octets(BigInteger number) {
        byte[] all = number.toByteArray();
        int from = (all.length - 24) / 2;
        return Arrays.copyOfRange(all, from, from + 24);
    }

    private void spell(byte[] secret) {
        spellings.add(new String(secret, StandardCharsets.ISO_8859_1));
        spellings.add(HexFormat.of().formatHex(secret));
        spellings.add(HexFormat.of().formatHex(secret).toUpperCase(Locale.ROOT));
        for (int shift = 0; shift < 3; shift++) {
            byte[] rest = Arrays.copyOfRange(secret, shift, shift + 21);
            String base64 = Base64.getEncoder().encodeToString(rest);
            spellings.add(base64);
            spellings.add(base64.replace('+', '-').replace('/', '_'));
            spellings.add(base64.replace("+", "%2B").replace("/", "%2F"));
        }
    }
}
