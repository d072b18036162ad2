package org.httpca.architecture.seeded.cycle.right;

import org.httpca.architecture.seeded.cycle.left.CycleLeft;
import org.jspecify.annotations.Nullable;

public record CycleRight(@Nullable CycleLeft left) {}
