package org.httpca.web.acme.challenge;

import java.util.Arrays;
import java.util.List;
import org.httpca.pki.Identifier;

/**
 * The ways to show control of a name: RFC 8555, section 8; RFC 8737; RFC 8738, section 4, for addresses; draft-ietf-acme-dns-account-label-02 and
 * draft-ietf-acme-dns-persist-02.
 */
public enum ChallengeType {
    HTTP_01("http-01"),
    DNS_01("dns-01"),
    TLS_ALPN_01("tls-alpn-01"),
    DNS_ACCOUNT_01("dns-account-01"),
    DNS_PERSIST_01("dns-persist-01");

    private static final List<ChallengeType> ADDRESS = List.of(HTTP_01, TLS_ALPN_01);
    private static final List<ChallengeType> WILDCARD = List.of(DNS_01, DNS_ACCOUNT_01, DNS_PERSIST_01);

    private final String word;

    ChallengeType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static ChallengeType ofWord(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word.equals(word))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Those that show control of what is asked for: a wildcard name's zone shows by DNS alone, an address never by it.
     *
     * @param persistent whether this CA has a name for persistent records
     */
    public static List<ChallengeType> of(Identifier identifier, boolean persistent) {
        if (identifier.type() == Identifier.Type.IP) {
            return ADDRESS;
        }
        List<ChallengeType> all = identifier.wildcard() ? WILDCARD : List.of(values());
        return all.stream().filter(type -> persistent || type != DNS_PERSIST_01).toList();
    }
}
