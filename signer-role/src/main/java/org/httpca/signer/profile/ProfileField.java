package org.httpca.signer.profile;

/**
 * What the document and the errors say about one field of a profile.
 *
 * @param name its key; {@code key-usages.rsa} is the key {@code rsa} of the map {@code key-usages}
 * @param absent what holds where it is left out; empty if it must be there
 * @param example a line of YAML, as it may stand in a profile
 * @param meaning for people, in Markdown
 */
public record ProfileField(String name, String absent, String example, String meaning) {

    public boolean needed() {
        return absent.isEmpty();
    }
}
