/**
 * A small house with everything wrong: each class breaks one rule on purpose, so that the rule is seen to fail. Packages are
 * named like those of the real one. Nothing here runs.
 */
@NullMarked
package org.httpca.architecture.seeded;

import org.jspecify.annotations.NullMarked;
