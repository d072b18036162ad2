/**
 * Every role in one JVM, on the embedded database and broker: {@code ./httpca start} and {@code ./httpca demo}. One process
 * isolates nothing: whoever takes it over has the key. Production runs the roles on machines of their own.
 */
@NullMarked
package org.httpca.standalone;

import org.jspecify.annotations.NullMarked;
