package org.httpca.pki;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Why a certificate was revoked: CRLReason of RFC 5280, section 5.3.1, by its names and numbers. */
public enum RevocationReason {
    UNSPECIFIED(0, "unspecified"),
    KEY_COMPROMISE(1, "keyCompromise"),
    CA_COMPROMISE(2, "cACompromise"),
    AFFILIATION_CHANGED(3, "affiliationChanged"),
    SUPERSEDED(4, "superseded"),
    CESSATION_OF_OPERATION(5, "cessationOfOperation"),
    /** For now: it can be released, and until then counts as revoked. */
    CERTIFICATE_HOLD(6, "certificateHold"),
    /** Asks for the release of what is on hold. No certificate is revoked for it. */
    REMOVE_FROM_CRL(8, "removeFromCRL"),
    PRIVILEGE_WITHDRAWN(9, "privilegeWithdrawn"),
    AA_COMPROMISE(10, "aACompromise");

    private final int code;
    private final String label;

    RevocationReason(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The ENUMERATED value. */
    public int code() {
        return code;
    }

    /** The name that RFC 5280 gives it; the name in messages, too. */
    @JsonValue
    public String label() {
        return label;
    }

    /** Whether a certificate of a subscriber can be revoked, or released, for it: those about CAs and attributes are not. */
    public boolean isForSubscribers() {
        return this != CA_COMPROMISE && this != AA_COMPROMISE;
    }

    /** By its name, exactly as RFC 5280 writes it. */
    public static Optional<RevocationReason> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(reason -> reason.label.equals(label))
                .findFirst();
    }

    public static Optional<RevocationReason> ofCode(int code) {
        return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
    }

    @JsonCreator
    static RevocationReason read(String label) {
        return ofLabel(label).orElseThrow(() -> new IllegalArgumentException("no CRLReason has this name"));
    }
}
