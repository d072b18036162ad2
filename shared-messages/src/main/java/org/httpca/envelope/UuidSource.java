package org.httpca.envelope;

import java.util.UUID;
import java.util.function.Supplier;

/** Where ids come from; injected, so that tests know them. */
@FunctionalInterface
public interface UuidSource extends Supplier<UUID> {}
