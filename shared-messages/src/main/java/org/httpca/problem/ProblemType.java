package org.httpca.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The catalogue of problems: one row for each, with its HTTP status, its title, what to do about it and where the idea is
 * defined. The URN is the
 * {@code type} of RFC 9457, section 3.1.1.
 */
public enum ProblemType {
    MALFORMED(
            400,
            "The request could not be read",
            "Send what the API's document says; the detail names the place.",
            "RFC 9110, section 15.5.1"),
    BAD_CSR(
            400,
            "The certification request is not acceptable",
            "Make the request anew, with the whole PEM text, signed with its own key.",
            "RFC 2986"),
    BAD_PUBLIC_KEY(
            400,
            "The public key is not acceptable",
            "Take a key of a kind and size that the profile allows; the detail names them.",
            "RFC 5280, section 4.1.2.7"),
    UNSUPPORTED_IDENTIFIER(
            400,
            "A name of this kind is not supported",
            "Ask for DNS names and IP addresses only.",
            "RFC 8555, section 6.7"),
    REJECTED_IDENTIFIER(
            403,
            "A name is not allowed",
            "Ask for names that the profile allows, or have an administrator widen it.",
            "RFC 8555, section 6.7"),
    UNKNOWN_PROFILE(
            404,
            "There is no such profile",
            "Take one of GET /api/v1/profiles, or none for the default.",
            "docs/requester.md"),
    VALIDITY_NOT_ALLOWED(
            400,
            "The validity asked for is not allowed",
            "Ask for a shorter time, or for none and get the profile's.",
            "RFC 5280, section 4.1.2.5"),
    REJECTED_BY_ADMINISTRATOR(
            403,
            "An administrator rejected the request",
            "Read the reason, and hand in a request that answers it.",
            "docs/issuance-cycle.md"),
    UNAUTHORIZED(
            401,
            "Who you are must be known first",
            "Send a bearer token: Authorization: Bearer …",
            "RFC 6750, section 3.1"),
    FORBIDDEN(
            403,
            "You may not do this",
            "Use a token with the scope that the detail names, or the secret that came with the request.",
            "RFC 9110, section 15.5.4"),
    NOT_FOUND(
            404,
            "There is nothing here",
            "Look at the address; ids and serial numbers are taken as they were given.",
            "RFC 9110, section 15.5.5"),
    METHOD_NOT_ALLOWED(
            405,
            "This method is not for this resource",
            "Use a method of the Allow header.",
            "RFC 9110, section 15.5.6"),
    NOT_ACCEPTABLE(
            406,
            "No form of this that you accept",
            "Accept one of the types that the detail names.",
            "RFC 9110, section 15.5.7"),
    REQUEST_TIMEOUT(
            408,
            "The request did not arrive in time",
            "Send it again, whole and without pauses; in smaller parts where the line is slow.",
            "RFC 9110, section 15.5.9"),
    ALREADY_DECIDED(
            409,
            "It has been decided already",
            "Nothing: read the request to see how it was decided.",
            "docs/issuance-cycle.md"),
    CONFLICT(
            409,
            "It contradicts what is known already",
            "Take another idempotency key, or send the same body with it.",
            "RFC 9110, section 15.5.10"),
    NOT_RENEWABLE(
            409,
            "This certificate cannot be renewed",
            "Submit an ordinary request; the detail says what keeps the certificate from being renewed.",
            "RFC 3647, section 4.6"),
    REQUEST_TOO_LARGE(
            413,
            "The request is too large",
            "Send less at once; the detail says how much is taken.",
            "RFC 9110, section 15.5.14"),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "This content type is not supported",
            "Send one of the types that the detail names.",
            "RFC 9110, section 15.5.16"),
    TOO_MANY(429, "Too many requests", "Wait for as long as Retry-After says.", "RFC 6585, section 4"),
    TAMPERED(
            500,
            "What was stored has been altered",
            "Tell the operators: somebody wrote to a database by hand.",
            "docs/security-model.md"),
    SERVER_INTERNAL(
            500,
            "Something went wrong on our side",
            "Tell the operators, with the id of the answer: their log says more under it.",
            "RFC 9110, section 15.6.1"),
    UNAVAILABLE(
            503,
            "Not ready at the moment",
            "Try again after Retry-After; nothing was stored.",
            "RFC 9110, section 15.6.4");

    private final int status;
    private final String title;
    private final String remedy;
    private final String reference;

    ProblemType(int status, String title, String remedy, String reference) {
        this.status = status;
        this.title = title;
        this.remedy = remedy;
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

    /** What the one who gets it can do, in a sentence. */
    public String remedy() {
        return remedy;
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
