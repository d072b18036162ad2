package org.httpca.standalone;

/** What can be done to a part of an installation while it works. */
enum Harm {
    /** SIGKILL, and after a while the start that a supervisor makes of it. */
    KILL(1500),
    /** SIGKILL for one of its processes: the others of a PostgreSQL end by themselves, and it recovers. */
    KILL_ONE_PROCESS(0),
    /** SIGTERM or what else it is asked to end by, and a start. */
    RESTART(1500),
    /** SIGSTOP, and SIGCONT. */
    STOP(8000),
    /** Nobody reaches it, and whoever was connected is told so. */
    REFUSE(8000),
    /** What is on its way stays there, and arrives later. */
    HOLD(8000),
    /** All of it takes longer. */
    SLOW(8000),
    /** What is on its way, and what connects meanwhile, is lost without a word. */
    LOSE(5000),
    /** Its connections are reset. */
    RESET(0),
    /** Its connections end in one direction. */
    HALF_CLOSE(0);

    /** For how long at most, in milliseconds; 0 for what is done at once. */
    final int longest;

    Harm(int longest) {
        this.longest = longest;
    }

    boolean kills() {
        return this == KILL || this == KILL_ONE_PROCESS;
    }
}
