package org.httpca.web.acme.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.httpca.acme.problem.AcmeProblemType;
import org.httpca.acme.problem.AcmeRefusedException;
import tools.jackson.databind.JsonNode;

/** The contacts of an account: mail addresses alone (RFC 8555, section 7.3). Nothing is sent to them by this role. */
final class Contacts {
    private static final int MOST = 10;
    private static final int LONGEST = 254; // RFC 5321, section 4.5.3.1.3, without the angle brackets
    private static final String MAILTO = "mailto:";

    /** One addr-spec, without header fields (RFC 6068): what is not in percents and separates nothing. */
    private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e&&[^,?%\"<>()@:;\\\\\\[\\]]]+@[A-Za-z0-9.-]+");

    private Contacts() {}

    /** What the payload says; empty where it says nothing. */
    static Optional<List<String>> read(JsonNode payload) {
        JsonNode member = payload.get("contact");
        if (member == null || member.isNull()) {
            return Optional.empty();
        }
        if (!member.isArray()) {
            throw AcmeRefusedException.of(AcmeProblemType.MALFORMED, "'contact' is not an array of strings.");
        }
        if (member.size() > MOST) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.INVALID_CONTACT, "An account may have " + MOST + " contacts at most.");
        }
        List<String> contacts = new ArrayList<>();
        for (JsonNode each : member) {
            contacts.add(contact(each));
        }
        return Optional.of(contacts);
    }

    private static String contact(JsonNode text) {
        if (!text.isString()) {
            throw AcmeRefusedException.of(AcmeProblemType.MALFORMED, "'contact' is not an array of strings.");
        }
        String uri = text.asString();
        if (!uri.regionMatches(true, 0, MAILTO, 0, MAILTO.length())) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.UNSUPPORTED_CONTACT, "Contacts are mail addresses: mailto:somebody@example.org.");
        }
        String address = uri.substring(MAILTO.length());
        if (address.length() > LONGEST || !ADDRESS.matcher(address).matches()) {
            throw AcmeRefusedException.of(
                    AcmeProblemType.INVALID_CONTACT,
                    "A contact is not one plain mail address, such as mailto:somebody@example.org.");
        }
        return MAILTO + address;
    }
}
