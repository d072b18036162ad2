package org.httpca.problem;

import java.util.function.Function;

/**
 * What a check returns: the value that passed, or the problem for which it was refused. Faults (a lost database, a bug) are
 * thrown instead.
 *
 * @param <T> what passes
 */
public sealed interface Result<T> {

    /** It passed. */
    record Passed<T>(T value) implements Result<T> {}

    /** It was refused. */
    record Refused<T>(Problem problem) implements Result<T> {}

    static <T> Result<T> passed(T value) {
        return new Passed<>(value);
    }

    static <T> Result<T> refused(Problem problem) {
        return new Refused<>(problem);
    }

    static <T> Result<T> refused(ProblemType type, String detail) {
        return new Refused<>(new Problem(type, detail));
    }

    default boolean isPassed() {
        return this instanceof Passed;
    }

    default <U> Result<U> map(Function<? super T, ? extends U> step) {
        return flatMap(value -> new Passed<U>(step.apply(value)));
    }

    default <U> Result<U> flatMap(Function<? super T, Result<U>> step) {
        if (this instanceof Passed<T> passed) {
            return step.apply(passed.value());
        }
        return new Refused<>(((Refused<T>) this).problem());
    }

    /**
     * The value, where a refusal would be a fault of ours.
     *
     * @throws IllegalStateException with the problem's detail, if it was refused
     */
    default T orElseThrow() {
        if (this instanceof Passed<T> passed) {
            return passed.value();
        }
        throw new IllegalStateException(((Refused<T>) this).problem().detail());
    }
}
