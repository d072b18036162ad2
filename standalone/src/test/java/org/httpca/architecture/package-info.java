/**
 * The boundaries of the house, as tests: who may know whom, who may use what. Each rule is checked twice, against the code and
 * against a class in {@code seeded} that breaks it on purpose, since a rule that matches nothing passes for ever.
 */
@NullMarked
package org.httpca.architecture;

import org.jspecify.annotations.NullMarked;
