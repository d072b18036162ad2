package org.httpca.signer.clearance;

import org.httpca.signer.request.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request that was assessed.
 *
 * @param cleared what may be signed, if policy cleared it: as it would be read back out of its row
 */
public record Assessed(Standing standing, @Nullable ClearedRequest cleared) {}
