package org.httpca.signer.publication;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.httpca.signer.administrator.KnownAdministrators;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.profile.Profiles;

/** Profiles whose requests nobody can get through: they ask for more approvals than there are administrators to give them. */
public final class ApproversMissing implements Supplier<List<String>> {

    private final Supplier<Profiles> profiles;
    private final KnownAdministrators administrators;

    public ApproversMissing(Supplier<Profiles> profiles, KnownAdministrators administrators) {
        this.profiles = profiles;
        this.administrators = administrators;
    }

    @Override
    public List<String> get() {
        Set<String> names = administrators.now().names();
        return profiles.get().all().stream()
                .filter(profile -> able(profile, names) < profile.approvals())
                .map(profile -> "Profile '" + profile.name() + "' asks for " + profile.approvals() + " approvals, and "
                        + able(profile, names) + " administrators of this signer may give one.")
                .toList();
    }

    private static long able(Profile profile, Set<String> names) {
        return names.stream().filter(profile.approvers()::include).count();
    }
}
