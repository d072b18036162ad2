/** A web role with little memory, in a JVM of its own, under everything that strangers may send it. */
@NullMarked
package org.httpca.web.attack;

import org.jspecify.annotations.NullMarked;
