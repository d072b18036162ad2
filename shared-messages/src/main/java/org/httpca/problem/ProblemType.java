package org.httpca.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The catalogue of problems: one row for each, with its HTTP status, its title and where the idea is defined. The URN is the
 * {@code type} of RFC 9457, section 3.1.1.
 */
public enum ProblemType {
    MALFORMED(400, "The request could not be read", "RFC 9110, section 15.5.1"),
    BAD_CSR(400, "The certification request is not acceptable", "RFC 2986"),
    BAD_PUBLIC_KEY(400, "The public key is not acceptable", "RFC 5280, section 4.1.2.7"),
    UNSUPPORTED_IDENTIFIER(400, "A name of this kind is not supported", "RFC 8555, section 6.7"),
    REJECTED_IDENTIFIER(403, "A name is not allowed", "RFC 8555, section 6.7"),
    UNKNOWN_PROFILE(404, "There is no such profile", "docs/configuration"),
    VALIDITY_NOT_ALLOWED(400, "The validity asked for is not allowed", "RFC 5280, section 4.1.2.5"),
    REJECTED_BY_ADMINISTRATOR(403, "An administrator rejected the request", "docs/issuance-cycle"),
    UNAUTHORIZED(401, "Who you are must be known first", "RFC 6750, section 3.1"),
    FORBIDDEN(403, "You may not do this", "RFC 9110, section 15.5.4"),
    NOT_FOUND(404, "There is nothing here", "RFC 9110, section 15.5.5"),
    METHOD_NOT_ALLOWED(405, "This method is not for this resource", "RFC 9110, section 15.5.6"),
    NOT_ACCEPTABLE(406, "No form of this that you accept", "RFC 9110, section 15.5.7"),
    ALREADY_DECIDED(409, "It has been decided already", "docs/issuance-cycle"),
    CONFLICT(409, "It contradicts what is known already", "RFC 9110, section 15.5.10"),
    REQUEST_TOO_LARGE(413, "The request is too large", "RFC 9110, section 15.5.14"),
    UNSUPPORTED_MEDIA_TYPE(415, "This content type is not supported", "RFC 9110, section 15.5.16"),
    TOO_MANY(429, "Too many requests", "RFC 6585, section 4"),
    TAMPERED(500, "What was stored has been altered", "docs/security-model"),
    SERVER_INTERNAL(500, "Something went wrong on our side", "RFC 9110, section 15.6.1"),
    UNAVAILABLE(503, "Not ready at the moment", "RFC 9110, section 15.6.4");

    private final int status;
    private final String title;
    private final String reference;

    ProblemType(int status, String title, String reference) {
        this.status = status;
        this.title = title;
        this.reference = reference;
    }

    /** The last word of the URN, such as {@code bad-csr}; the name in messages. */
    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The RFC 9457 {@code type}, such as {@code urn:httpca:problem:bad-csr}. */
    public String urn() {
        return "urn:httpca:problem:" + slug();
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Where the idea is defined. */
    public String reference() {
        return reference;
    }

    /** The type with this slug; a word that only a newer sender knows becomes {@link #SERVER_INTERNAL}. */
    @JsonCreator
    public static ProblemType ofSlug(String slug) {
        for (ProblemType type : values()) {
            if (type.slug().equals(slug)) {
                return type;
            }
        }
        return SERVER_INTERNAL;
    }
}
