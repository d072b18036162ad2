package org.httpca.standalone;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what has an effect on others, in the order in which it happens; a kill comes right before or right after one of them. */
final class Steps {
    private final List<String> passed = new ArrayList<>();
    private String fatal = "";
    private int occurrence;
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

    /** From now on nobody is killed. */
    synchronized void killNobody() {
        killAt("", 0);
    }

    /** Whoever comes for that time, from now on, to that point is killed: 1 for the first. */
    synchronized void killAt(String point, int time) {
        passed.clear();
        fatal = point;
        occurrence = time;
        killed = null;
    }

    /** Where somebody was killed; null while nobody was. */
    synchronized @Nullable String killed() {
        return killed;
    }

    /** The points that were passed, in their order. */
    synchronized List<String> passed() {
        return List.copyOf(passed);
    }

    void effect(String name, Effect effect) throws Exception {
        point("before " + name);
        effect.happens();
        point("after " + name);
    }

    private synchronized void point(String where) {
        passed.add(where);
        if (where.equals(fatal) && --occurrence == 0) {
            killed = where;
            throw new Killed(where);
        }
    }
}
