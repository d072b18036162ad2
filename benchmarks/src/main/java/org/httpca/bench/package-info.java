/**
 * What it costs: the hot pieces, measured with JMH ({@code java -cp … org.openjdk.jmh.Main}), and the load driver of
 * {@code ./httpca bench}, which speaks HTTP like any client and knows no role.
 */
@NullMarked
package org.httpca.bench;

import org.jspecify.annotations.NullMarked;
