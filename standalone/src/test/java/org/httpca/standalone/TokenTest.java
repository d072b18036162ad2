package org.httpca.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.httpca.order.AdministratorKey;
import org.httpca.pki.KeyFile;
import org.httpca.pki.NotSignedException;
import org.httpca.pki.pkcs11.Token;
import org.httpca.pki.pkcs11.TokenException;
import org.httpca.pki.pkcs11.TokenKey;
import org.httpca.pki.pkcs11.TokenPin;
import org.httpca.pki.pkcs11.TokenSlot;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token does, seen with SoftHSM in this process; the profile {@code full} sets SOFTHSM2_CONF. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenTest {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.US_ASCII);

    @SuppressWarnings("NullAway.Init")
    private SoftToken soft;

    @SuppressWarnings("NullAway.Init")
    private TokenSlot slot;

    @TempDir
    private Path folder;

    @BeforeAll
    void initialise() throws Exception {
        String configuration = System.getenv("SOFTHSM2_CONF");
        assertThat(configuration).as("SOFTHSM2_CONF, which -Pfull sets").isNotNull();
        soft = SoftToken.initialise(Path.of(configuration));
        slot = new TokenSlot(soft.library(), soft.slot());
    }

    private Token open() {
        return Token.open(slot, TokenPin.ofFile(soft.pinFile()));
    }

    private X509Certificate made(Token token, String name) {
        AdministratorKey.create(name, token, Clock.systemUTC(), new SecureRandom());
        return token.certificate(name);
    }

    private static boolean signs(TokenKey key, X509Certificate certificate) throws Exception {
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(CONTENT);
        return verifier.verify(key.sign("SHA256withECDSA", CONTENT));
    }

    @Test
    void aKeyThatItMadeSignsAndCannotBeRead() throws Exception {
        Token token = open();
        X509Certificate certificate = made(token, "inside");
        assertThat(signs(token.key("inside", certificate.getPublicKey()), certificate))
                .isTrue();

        assertThat(soft.tool("--list-objects", "--type", "privkey").output())
                .contains("sensitive, always sensitive, never extractable, local");
        assertThatThrownBy(() -> token.generate("inside", "EC", curve(certificate)))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("has a key or certificate 'inside' already");
    }

    private static AlgorithmParameterSpec curve(X509Certificate certificate) {
        return ((ECPublicKey) certificate.getPublicKey()).getParams();
    }

    @Test
    void whoeverWasLoggedOutLogsInAgain() throws Exception {
        Token token = open();
        X509Certificate certificate = made(token, "returning");
        TokenKey key = token.key("returning", certificate.getPublicKey());
        logOut();
        assertThat(signs(key, certificate)).isTrue();
        assertThat(token.alarm()).isEmpty();
    }

    @Test
    void aPinThatWasRefusedIsNotTriedAgain() throws Exception {
        Deque<String> pins = new ArrayDeque<>(List.of(SoftToken.PIN, "wrong-1", SoftToken.PIN));
        Token token = Token.open(slot, () -> pins.pop().toCharArray());
        X509Certificate certificate = made(token, "refused");
        TokenKey key = token.key("refused", certificate.getPublicKey());
        logOut();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> key.sign("SHA256withECDSA", CONTENT)).isInstanceOf(NotSignedException.class);
        }
        assertThat(pins).hasSize(1);
        assertThat(token.alarm()).hasValueSatisfying(alarm -> assertThat(alarm).contains("refused the PIN"));
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() throws Exception {
        TokenPin pin = TokenPin.ofFile(soft.pinFile());
        says(() -> Token.open(new TokenSlot(Path.of("/usr/lib/none.so"), 1), pin), "There is no PKCS#11 library");
        Path text = Files.writeString(folder.resolve("text.so"), "text");
        says(() -> Token.open(new TokenSlot(text, 1), pin), "cannot be used as PKCS#11");
        says(() -> Token.open(new TokenSlot(soft.library(), 77), pin), "has no slot 77");
        says(() -> Token.open(slot, TokenPin.ofFile(folder.resolve("none"))), "cannot be read");
        logOut();
        says(() -> Token.open(slot, () -> "0000".toCharArray()), "refused the PIN (CKR_PIN_INCORRECT)");
        Token token = open();
        X509Certificate certificate = made(token, "there");
        says(
                () -> token.certificate("not-there"),
                "has no private key with a certificate that is labelled 'not-there'");
        X509Certificate another = made(token, "another");
        says(() -> token.key("there", another.getPublicKey()), "is another one than its certificate is for");
        assertThat(signs(token.key("there", certificate.getPublicKey()), certificate))
                .isTrue();
    }

    /** Somebody has put a certificate beside a key that is not its own. */
    @Test
    void aKeyThatIsNotItsCertificatesIsRefused() throws Exception {
        X509Certificate foreign = foreign();
        store("mixed", true, false, foreign);
        Token token = open();
        says(() -> token.key("mixed", foreign.getPublicKey()), "is another one than its certificate is for");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, true", "false, false"})
    void aKeyThatCouldBeTakenOutIsRefused(boolean sensitive, boolean extractable) throws Exception {
        X509Certificate foreign = foreign();
        String label = "loose-" + sensitive + "-" + extractable;
        store(label, sensitive, extractable, foreign);
        Token token = open();
        says(() -> token.key(label, foreign.getPublicKey()), "can be taken out of its token");
    }

    private X509Certificate foreign() throws Exception {
        Path file = folder.resolve("foreign.p12");
        AdministratorKey.create("foreign", Clock.systemUTC(), new SecureRandom())
                .save(file, "secret".toCharArray());
        return KeyFile.load(file, "secret".toCharArray()).certificate();
    }

    private void store(String label, boolean sensitive, boolean extractable, X509Certificate certificate)
            throws Exception {
        Provider provider = provider("""
                attributes(generate, CKO_PRIVATE_KEY, *) = {
                  CKA_TOKEN = true
                  CKA_SENSITIVE = %s
                  CKA_EXTRACTABLE = %s
                }
                """.formatted(sensitive, extractable));
        KeyStore keys = KeyStore.getInstance("PKCS11", provider);
        keys.load(null, SoftToken.PIN.toCharArray());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys.setKeyEntry(label, generator.generateKeyPair().getPrivate(), null, new Certificate[] {certificate});
    }

    /** Of the platform, as anybody could have it. */
    private Provider provider(String more) {
        return Security.getProvider("SunPKCS11")
                .configure("--name = Other\nlibrary = " + soft.library() + "\nslot = " + soft.slot() + "\n" + more);
    }

    /** As if the token had been away: every handle of this process leads nowhere. */
    private void logOut() throws Exception {
        ((AuthProvider) provider("")).logout();
    }

    private static void says(ThrowingCallable opens, String words) {
        assertThatThrownBy(opens)
                .isInstanceOf(TokenException.class)
                .hasMessageContaining(words)
                .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("\n", SoftToken.PIN));
    }
}
