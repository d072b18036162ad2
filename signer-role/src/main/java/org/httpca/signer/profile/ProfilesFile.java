package org.httpca.signer.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.httpca.pki.NameKind;
import org.jspecify.annotations.Nullable;

/** Reads profiles.yml: plain data only, with limits, and an error for whatever is not understood. */
final class ProfilesFile {

    private static final int MOST_PROFILES = 200;

    /** RFC 8555, section 8; RFC 8737; the drafts of the last two. */
    private static final List<String> METHODS =
            List.of("http-01", "dns-01", "tls-alpn-01", "dns-account-01", "dns-persist-01");

    private final YamlFile file;
    private final @Nullable Set<String> issuers;

    private ProfilesFile(YamlFile file, @Nullable Set<String> issuers) {
        this.file = file;
        this.issuers = issuers;
    }

    /** @param issuers the issuers that there are; null if that is not known here */
    static Profiles read(Path path, @Nullable Set<String> issuers) {
        return new ProfilesFile(new YamlFile(path), issuers).profiles(path);
    }

    /** The names of the fields that the reader of this file asked for, found or not; {@code key-usages.rsa} in a map. */
    static Set<String> fields(Path path) {
        ProfilesFile read = new ProfilesFile(new YamlFile(path), null);
        read.profiles(path);
        return read.file.asked();
    }

    private Profiles profiles(Path path) {
        YamlSection root = file.read(path);
        YamlSection section = root.section("profiles");
        root.nothingElse();
        List<String> names = section.keys();
        if (names.size() > MOST_PROFILES) {
            throw section.wrong("has more than " + MOST_PROFILES + " profiles");
        }
        List<Profile> profiles = new ArrayList<>();
        for (String name : names) {
            profiles.add(profile(name, section.section(name)));
        }
        List<String> defaults =
                profiles.stream().filter(Profile::isDefault).map(Profile::name).toList();
        if (defaults.isEmpty()) {
            throw section.wrong("has no default: write 'default: true' in one of them");
        }
        if (defaults.size() > 1) {
            throw section.section(defaults.get(1))
                    .wrong("default", "is true, and so it is in '" + defaults.get(0) + "': one profile is the default");
        }
        return Profiles.of(profiles);
    }

    private Profile profile(String name, YamlSection of) {
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")) {
            throw of.wrong("has a name that is not 1 to 40 lower-case letters, digits and hyphens");
        }
        Profile profile = new Profile(
                name,
                of.text("title"),
                of.flag("default"),
                issuer(of),
                of.duration("validity"),
                of.duration("maximum-validity"),
                of.some("keys", AllowedKey::parse),
                of.some("extended-key-usages", ExtendedKeyUsage::parse),
                keyUsages(of),
                of.some("names", ProfilesFile::nameKind),
                of.number("approvals", 0, 100),
                NameSubtrees.read(of),
                of.list("autosign", NamePattern::new),
                List.of(),
                Approvers.read(of),
                IssuanceLimits.read(of),
                Renewal.read(of),
                of.list("evidence", ProfilesFile::method),
                of.flag("requested-dates"));
        of.nothingElse();
        checkTogether(profile, of);
        return profile;
    }

    private String issuer(YamlSection of) {
        String issuer = of.text("issuer");
        if (issuers != null && !issuers.contains(issuer)) {
            throw of.wrong(
                    "issuer",
                    "is '" + issuer + "', and this signer has no issuer of that name; it has "
                            + String.join(", ", issuers));
        }
        return issuer;
    }

    /** Fields that are right each, and wrong together. */
    private static void checkTogether(Profile profile, YamlSection of) {
        Duration maximum = profile.maximumValidity();
        if (profile.validity().compareTo(maximum) > 0) {
            throw of.wrong("validity", "is above maximum-validity");
        }
        List<String> approvers = profile.approvers().names();
        if (!approvers.isEmpty() && approvers.size() < profile.approvals()) {
            throw of.wrong("approvers", "has fewer administrators than approvals asks for");
        }
        if (profile.approvals() == 0 && profile.renewal().byHolder()) {
            throw of.wrong("renewal", "says nothing where approvals is 0; leave one of them out");
        }
        if (profile.autosign().isEmpty()) {
            return;
        }
        if (profile.approvals() == 0) {
            throw of.wrong(
                    "autosign", "says nothing where approvals is 0, which signs every name; leave one of them out");
        }
        if (!profile.names().contains(NameKind.DNS)) {
            throw of.wrong("autosign", "is about DNS names, and names has no dns");
        }
    }

    private static String method(String text) {
        if (!METHODS.contains(text)) {
            throw new IllegalArgumentException("is no method; there are " + String.join(", ", METHODS));
        }
        return text;
    }

    private static KeyUsages keyUsages(YamlSection of) {
        if (!of.has("key-usages")) {
            return KeyUsages.SIGNATURES;
        }
        YamlSection usages = of.section("key-usages");
        List<String> rsa = usages(usages, "rsa");
        List<String> ec = usages(usages, "ec");
        List<String> ed25519 = usages(usages, "ed25519");
        List<String> mlDsa = usages(usages, "ml-dsa");
        usages.nothingElse();
        try {
            return new KeyUsages(rsa, ec, ed25519, mlDsa);
        } catch (IllegalArgumentException e) {
            throw usages.wrong(e.getMessage());
        }
    }

    private static List<String> usages(YamlSection usages, String kind) {
        return usages.has(kind)
                ? usages.some(kind, usage -> KeyUsages.checked(kind, usage))
                : List.of("digitalSignature");
    }

    private static NameKind nameKind(String text) {
        return Arrays.stream(NameKind.values())
                .filter(kind -> kind.label().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is no kind of name; there are "
                        + Arrays.stream(NameKind.values()).map(NameKind::label).collect(Collectors.joining(", "))));
    }
}
