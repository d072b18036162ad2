package org.httpca.approval.terminal;

import org.jspecify.annotations.Nullable;

/** Where answers to questions come from. */
public interface Answers extends AutoCloseable {
    /** Asks and waits; null when there will be no more answers (end of input, Ctrl-C, Ctrl-D). */
    @Nullable
    String ask(String question);

    @Override
    default void close() {}
}
