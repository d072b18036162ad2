package org.httpca.signer.profile;

import java.util.List;
import org.httpca.order.AdministratorKey;

/**
 * The administrators who may approve requests of a profile; every one where none is named. Any administrator may reject: a stop
 * is never barred.
 */
public record Approvers(List<String> names) {

    public static final Approvers EVERYBODY = new Approvers(List.of());

    private static final String FIELD = "approvers";

    public Approvers {
        names = List.copyOf(names);
    }

    public boolean include(String administrator) {
        return names.isEmpty() || names.contains(administrator);
    }

    /** Out of the profile's {@code approvers}, which may be left out. */
    static Approvers read(YamlSection profile) {
        return profile.has(FIELD) ? new Approvers(profile.some(FIELD, Approvers::name)) : EVERYBODY;
    }

    private static String name(String text) {
        if (!AdministratorKey.isName(text)) {
            throw new IllegalArgumentException("is no administrator's name: letters, digits and . _ @ -");
        }
        return text;
    }
}
