package org.httpca.signer.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.httpca.signer.profile.Elsewhere;
import org.httpca.signer.profile.Profile;
import org.httpca.signer.profile.Profiles;
import org.jspecify.annotations.Nullable;

/**
 * Do the signers have the same profiles? What a request is pinned to and this signer does not have is either elsewhere, and then
 * the request is left to whoever has it; or nobody has it any more, and then the profile has changed.
 */
public final class Agreement {

    private final Instances instances;
    private final Supplier<Profiles> own;
    private volatile List<Instance> others = List.of();

    public Agreement(Instances instances, Supplier<Profiles> own) {
        this.instances = instances;
        this.own = own;
    }

    /** Looks who else is there; a few times a minute, and whenever something is to be decided by it. */
    public Elsewhere look() {
        others = instances.others();
        return lastSeen();
    }

    /** As it was at the last look. Costs no query: for the hot path, where being a few seconds late only means to wait. */
    public Elsewhere lastSeen() {
        List<Instance> seen = others;
        return seen.isEmpty() ? Elsewhere.NOTHING : Instances.elsewhere(own.get(), seen);
    }

    /**
     * Is a request for this profile another signer's? Asks the database only if it is not this one's.
     *
     * @param hash what it is pinned to; null if it is pinned to nothing yet
     */
    public boolean isElsewhere(String name, @Nullable String hash) {
        Profile here = own.get().find(name).orElse(null);
        if (here != null && (hash == null || hash.equals(here.hash()))) {
            return false;
        }
        return look().has(name, hash);
    }

    /** One sentence for each profile that is not the same everywhere. */
    public List<String> alarms(String self) {
        List<Instance> seen = others;
        Profiles here = own.get();
        TreeSet<String> names = here.all().stream().map(Profile::name).collect(Collectors.toCollection(TreeSet::new));
        seen.forEach(other -> names.addAll(other.profiles().keySet()));
        List<String> alarms = new ArrayList<>();
        for (String name : names) {
            String hash = here.find(name).map(Profile::hash).orElse(null);
            List<String> different = seen.stream()
                    .filter(other -> !Objects.equals(hash, other.profiles().get(name)))
                    .map(Instance::name)
                    .toList();
            if (!different.isEmpty()) {
                alarms.add("Profile '" + name + "' of " + self + " is not the one of " + String.join(", ", different)
                        + ": each signer leaves the requests that are pinned to another's version to that one."
                        + " Give all of them the same profiles.yml, and have it read again.");
            }
        }
        return alarms;
    }
}
