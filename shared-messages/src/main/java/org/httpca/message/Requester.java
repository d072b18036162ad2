package org.httpca.message;

import org.jspecify.annotations.Nullable;

/** Who says to have asked: text of a stranger, checked by nobody but the administrator. */
public record Requester(@Nullable String name, @Nullable String email) {}
