package org.httpca.worker.validate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.httpca.pki.Sha256;
import org.xbill.DNS.utils.base32;

/** The label of {@code dns-account-01} (draft-ietf-acme-dns-account-label-02, section 3): each account has its own, so that several can show at once. */
final class AccountLabel {
    private static final int OCTETS = 10;

    private AccountLabel() {}

    static String of(Check check) {
        byte[] digest = Sha256.of(check.requiredAccountUrl().getBytes(StandardCharsets.US_ASCII));
        String label = new base32(base32.Alphabet.BASE32, false, true).toString(Arrays.copyOf(digest, OCTETS));
        return "_" + label.toLowerCase(Locale.ROOT) + "._acme-challenge";
    }
}
