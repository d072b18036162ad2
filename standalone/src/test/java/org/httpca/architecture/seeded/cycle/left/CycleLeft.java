package org.httpca.architecture.seeded.cycle.left;

import org.httpca.architecture.seeded.cycle.right.CycleRight;
import org.jspecify.annotations.Nullable;

public record CycleLeft(@Nullable CycleRight right) {}
