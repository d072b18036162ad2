package org.httpca.standalone;

import org.jspecify.annotations.Nullable;

/** Counts what has an effect on others, in the order in which it happens; a kill comes right before or right after one of them. */
final class Steps {
    private int points;
    private int fatal;
    private @Nullable String killed;

    /** The end of a role as it is at that point: nothing catches it but who plays the operating system. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(String where) {
            super(where, null, false, false);
        }
    }

    interface Effect {
        void happens() throws Exception;
    }

    /** From now on the points are counted anew, and whoever comes to that one is killed. */
    synchronized void killAt(int point) {
        points = 0;
        fatal = point;
        killed = null;
    }

    /** Where somebody was killed; null while nobody was. */
    synchronized @Nullable String killed() {
        return killed;
    }

    synchronized int points() {
        return points;
    }

    void effect(String name, Effect effect) throws Exception {
        point("before " + name);
        effect.happens();
        point("after " + name);
    }

    private synchronized void point(String where) {
        points++;
        if (points == fatal) {
            killed = where;
            throw new Killed(where);
        }
    }
}
