package org.httpca.signer.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.httpca.message.PublishedProfile;
import org.httpca.pki.Identifier;
import org.httpca.problem.Result;

/** The signer's profiles: at least one, exactly one of them the default. Immutable. */
public final class Profiles {

    /** The profile that {@code httpca.policy.autosign} is about. */
    private static final String SERVER = "server";

    private final Map<String, Profile> byName;
    private final Map<String, Profile> former;

    private Profiles(Map<String, Profile> byName) {
        this(byName, Map.of());
    }

    private Profiles(Map<String, Profile> byName, Map<String, Profile> former) {
        this.byName = byName;
        this.former = former;
    }

    /** @throws InvalidProfilesException unless the names differ and exactly one is the default */
    public static Profiles of(Collection<Profile> profiles) {
        Map<String, Profile> byName = new LinkedHashMap<>();
        for (Profile profile : profiles) {
            if (byName.put(profile.name(), profile) != null) {
                throw new InvalidProfilesException("profiles", "Two profiles are called '" + profile.name() + "'.");
            }
        }
        long defaults = profiles.stream().filter(Profile::isDefault).count();
        if (defaults != 1) {
            throw new InvalidProfilesException("profiles", "One profile must be the default; " + defaults + " are.");
        }
        return new Profiles(byName);
    }

    /**
     * Reads a profiles.yml.
     *
     * @throws InvalidProfilesException naming the file, the line, the field and what is wrong
     */
    public static Profiles load(Path file) {
        return ProfilesFile.read(file, null);
    }

    /**
     * The same.
     *
     * @param issuers the issuers that there are; a profile that names another one is wrong
     */
    static Profiles load(Path file, Set<String> issuers) {
        return ProfilesFile.read(file, issuers);
    }

    /** The text of the commented default file, which the setup copies. */
    public static byte[] defaultFile() {
        try (InputStream in = Profiles.class.getResourceAsStream("profiles.yml")) {
            if (in == null) {
                throw new IllegalStateException("The default profiles.yml is missing from the program.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * These profiles, with more names that profile {@code server} signs without approval.
     *
     * @param commaSeparated patterns as in the file; blank for none
     * @throws InvalidProfilesException for what is no pattern, or if there is no such profile
     */
    public Profiles withAutosign(String commaSeparated) {
        if (commaSeparated.isBlank()) {
            return this;
        }
        Profile server = find(SERVER)
                .orElseThrow(() -> new InvalidProfilesException(
                        "httpca.policy.autosign",
                        "httpca.policy.autosign is about profile 'server', and there is none."));
        List<NamePattern> patterns = List.of(commaSeparated.split(",", -1)).stream()
                .map(Profiles::pattern)
                .toList();
        Map<String, Profile> changed = new LinkedHashMap<>(byName);
        changed.put(SERVER, server.withAutosign(patterns));
        return new Profiles(changed);
    }

    /**
     * These profiles, with the names for which the installation's own web roles need no approval: in each profile for TLS
     * servers and nothing else. Whatever the web side says, no other kind of certificate and no other name comes of it.
     *
     * @param commaSeparated DNS names and IP addresses; blank for none
     * @throws InvalidProfilesException for what is no name of one host
     */
    public Profiles withOwnNames(String commaSeparated) {
        if (commaSeparated.isBlank()) {
            return this;
        }
        List<Identifier> names = List.of(commaSeparated.split(",", -1)).stream()
                .map(Profiles::ownName)
                .distinct()
                .toList();
        Map<String, Profile> changed = new LinkedHashMap<>(byName);
        changed.replaceAll((name, profile) -> profile.isForServersAlone() ? profile.withOwnNames(names) : profile);
        return new Profiles(changed);
    }

    private static Identifier ownName(String text) {
        if (Identifier.parse(text.strip()) instanceof Result.Passed<Identifier> passed
                && !passed.value().wildcard()) {
            return passed.value();
        }
        throw new InvalidProfilesException(
                "httpca.policy.own-names",
                "httpca.policy.own-names: '" + text.strip()
                        + "' is neither the DNS name of one host nor an IP address.");
    }

    private static NamePattern pattern(String text) {
        try {
            return new NamePattern(text.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidProfilesException(
                    "httpca.policy.autosign",
                    "httpca.policy.autosign: '" + text.strip() + "' " + e.getMessage() + ".",
                    e);
        }
    }

    /** These, which take the place of others: what those were is remembered. */
    Profiles after(Profiles before) {
        Map<String, Profile> last = new LinkedHashMap<>();
        byName.forEach((name, profile) -> before.find(name)
                .filter(old -> !old.hash().equals(profile.hash()))
                .or(() -> before.former(name))
                .ifPresent(old -> last.put(name, old)));
        return new Profiles(byName, last);
    }

    /** The version that a profile had here before it was read again; requests may be on their way that were made for it. */
    public Optional<Profile> former(String name) {
        return Optional.ofNullable(former.get(name));
    }

    public Optional<Profile> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the file's order. */
    public List<Profile> all() {
        return List.copyOf(byName.values());
    }

    public List<PublishedProfile> toPublished() {
        return byName.values().stream().map(Profile::toPublished).toList();
    }
}
