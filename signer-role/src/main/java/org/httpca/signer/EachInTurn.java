package org.httpca.signer;

import java.util.List;
import org.httpca.forward.loop.Work;

/** Several small works on one thread: each gets its turn, also when another one fails. */
final class EachInTurn implements Work {
    private final List<Work> works;

    EachInTurn(List<Work> works) {
        this.works = List.copyOf(works);
    }

    @Override
    public int run() throws Exception {
        int handled = 0;
        Exception failure = null;
        for (Work work : works) {
            try {
                handled += work.run();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return handled;
    }
}
