/** What the hot pieces cost, measured with JMH: {@code java -cp … org.openjdk.jmh.Main}. The load driver will live here, too. */
@NullMarked
package org.httpca.bench;

import org.jspecify.annotations.NullMarked;
