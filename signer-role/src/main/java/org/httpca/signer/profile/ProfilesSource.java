package org.httpca.signer.profile;

import java.nio.file.Path;
import java.util.Set;

/**
 * Where this signer's profiles come from: its file, and the two settings beside it.
 *
 * @param autosign as {@link Profiles#withAutosign}
 * @param ownNames as {@link Profiles#withOwnNames}
 * @param issuers short names of the CAs whose keys this signer has
 */
public record ProfilesSource(Path file, String autosign, String ownNames, Set<String> issuers) {

    public ProfilesSource {
        issuers = Set.copyOf(issuers);
    }

    /** @throws InvalidProfilesException naming the file, the line and what is wrong */
    public Profiles load() {
        return Profiles.load(file, issuers).withAutosign(autosign).withOwnNames(ownNames);
    }
}
