package org.httpca.envelope;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of a genuine envelope that this version cannot read.
 *
 * @param messageId null if not even that was readable
 * @param type the type as it was given
 */
public record Unreadable(@Nullable UUID messageId, String type, String reason) {}
