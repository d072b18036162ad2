package org.httpca.signer.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads profiles.yml: plain data only, with limits, and an error for whatever is not understood. */
final class ProfilesFile {

    private static final int MAX_OCTETS = 1024 * 1024;

    private ProfilesFile() {}

    static Profiles read(Path file) {
        YamlSection root = new YamlSection(file.getFileName().toString(), parse(file));
        YamlSection section = root.section("profiles");
        root.nothingElse();
        List<Profile> profiles = new ArrayList<>();
        for (String name : section.keys()) {
            profiles.add(profile(name, section.section(name)));
        }
        try {
            return Profiles.of(profiles);
        } catch (InvalidProfilesException e) {
            throw new InvalidProfilesException(file + ": " + e.getMessage(), e);
        }
    }

    private static Object parse(Path file) {
        LoaderOptions limits = new LoaderOptions();
        limits.setAllowDuplicateKeys(false);
        limits.setAllowRecursiveKeys(false);
        limits.setMaxAliasesForCollections(20);
        limits.setNestingDepthLimit(10);
        limits.setCodePointLimit(MAX_OCTETS);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw new InvalidProfilesException(file + " is longer than " + MAX_OCTETS + " octets.");
            }
            Object read = new Yaml(new SafeConstructor(limits)).load(new String(octets, StandardCharsets.UTF_8));
            if (read == null) {
                throw new InvalidProfilesException(file + " is empty.");
            }
            return read;
        } catch (IOException e) {
            throw new InvalidProfilesException(file + " cannot be read: " + e.getMessage(), e);
        } catch (YAMLException e) {
            throw new InvalidProfilesException(file + " is not YAML as it is read here: " + e.getMessage(), e);
        }
    }

    private static Profile profile(String name, YamlSection of) {
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")) {
            throw of.wrong("has a name that is not 1 to 40 lower-case letters, digits and hyphens");
        }
        Duration validity = of.duration("validity");
        Duration maximum = of.duration("maximum-validity");
        if (validity.compareTo(maximum) > 0) {
            throw of.wrong("has a 'validity' above its 'maximum-validity'");
        }
        int approvals = of.number("approvals", 0, 100);
        Profile profile = new Profile(
                name,
                of.text("title"),
                of.flag("default"),
                of.text("issuer"),
                validity,
                maximum,
                of.some("keys", AllowedKey::parse),
                of.some("extended-key-usages", ExtendedKeyUsage::parse),
                keyUsages(of),
                of.some("names", ProfilesFile::nameKind),
                approvals,
                of.list("autosign", NamePattern::new),
                List.of(),
                Approvers.read(of, approvals),
                IssuanceLimits.read(of));
        of.nothingElse();
        return profile;
    }

    private static KeyUsages keyUsages(YamlSection of) {
        if (!of.has("key-usages")) {
            return KeyUsages.SIGNATURES;
        }
        YamlSection usages = of.section("key-usages");
        try {
            KeyUsages read = new KeyUsages(
                    usages.list("rsa", text -> text),
                    usages.list("ec", text -> text),
                    usages.list("ed25519", text -> text));
            usages.nothingElse();
            return read;
        } catch (IllegalArgumentException e) {
            throw usages.wrong(e.getMessage());
        }
    }

    private static NameKind nameKind(String text) {
        return Arrays.stream(NameKind.values())
                .filter(kind -> kind.label().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is no kind of name; there are dns, wildcard and ip"));
    }
}
