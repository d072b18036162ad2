package org.httpca.signer.profile;

import java.util.function.Supplier;

/** The profiles as they are now: replaced as a whole when the file is read again. Whoever asks twice may get two answers. */
public final class ProfilesInForce implements Supplier<Profiles> {

    private volatile Profiles profiles;

    public ProfilesInForce(Profiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public Profiles get() {
        return profiles;
    }

    /** From here on these count. */
    public void replace(Profiles fresh) {
        profiles = fresh.after(profiles);
    }
}
