package org.httpca.envelope;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.httpca.message.Role;
import org.jspecify.annotations.Nullable;

/** The subject alternative name of an identity: {@code urn:httpca:INSTALLATION:ROLE:INSTANCE}. */
record IdentityUri(String installation, Role role, String instance) {

    private static final int URI = 6; // RFC 5280, section 4.2.1.6: uniformResourceIdentifier [6]

    static final String PREFIX = "urn:httpca:";

    /** Installations and instances are named by 1 to 64 lower-case letters, digits and hyphens. */
    static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= 64
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    /** The one identity that the certificate carries; null if it carries none, or several. */
    static @Nullable IdentityUri of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null || names.size() != 1) {
                return null;
            }
            List<?> name = names.iterator().next();
            return Integer.valueOf(URI).equals(name.get(0)) ? parse(String.valueOf(name.get(1))) : null;
        } catch (CertificateParsingException e) {
            return null;
        }
    }

    private static @Nullable IdentityUri parse(String uri) {
        if (!uri.startsWith(PREFIX)) {
            return null;
        }
        String[] parts = uri.substring(PREFIX.length()).split(":", -1);
        if (parts.length != 3 || !isName(parts[0]) || !isName(parts[2])) {
            return null;
        }
        Optional<Role> role = Role.ofWireName(parts[1]);
        return role.map(r -> new IdentityUri(parts[0], r, parts[2])).orElse(null);
    }

    Sender sender() {
        return new Sender(role, instance);
    }

    @Override
    public String toString() {
        return PREFIX + installation + ":" + role.wireName() + ":" + instance;
    }
}
