/**
 * How a stage gets its turns: a named thread that works while there is work, sleeps when there is none, backs off after a fault
 * and never dies; and the wakes that tell it, within and across processes, that there is work again.
 */
@NullMarked
package org.httpca.forward.loop;

import org.jspecify.annotations.NullMarked;
