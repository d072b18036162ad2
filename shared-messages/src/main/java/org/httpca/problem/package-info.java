/**
 * The catalogue of problems (RFC 9457), and results: a refusal is returned, a fault is thrown.
 */
@NullMarked
package org.httpca.problem;

import org.jspecify.annotations.NullMarked;
