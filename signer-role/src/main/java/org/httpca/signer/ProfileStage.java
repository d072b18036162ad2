package org.httpca.signer;

import java.util.List;
import org.httpca.forward.loop.Work;
import org.httpca.signer.accept.TakeUp;
import org.httpca.signer.decide.EvaluateAgain;
import org.httpca.signer.instance.Presence;
import org.httpca.signer.reload.ProfilesReload;

/** The thread that keeps the profiles: which there are here, which others have, and what waits because of it. */
final class ProfileStage implements Work {
    private final Presence presence;
    private final EachInTurn works;

    ProfileStage(Presence presence, ProfilesReload reload, TakeUp takeUp, EvaluateAgain evaluateAgain) {
        this.presence = presence;
        this.works = new EachInTurn(List.of(presence, reload, takeUp, evaluateAgain));
    }

    /** Before any stage looks at a request. */
    void begin() {
        presence.begin();
    }

    @Override
    public int run() throws Exception {
        return works.run();
    }
}
