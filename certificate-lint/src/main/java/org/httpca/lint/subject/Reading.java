package org.httpca.lint.subject;

import org.jspecify.annotations.Nullable;

/**
 * What came of reading bytes.
 *
 * @param value absent when nothing could be made of them
 * @param defect what is wrong with the encoding; can be there beside a value
 */
public record Reading<T>(@Nullable T value, @Nullable String defect) {}
