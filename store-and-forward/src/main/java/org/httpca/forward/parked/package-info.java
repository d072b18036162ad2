/** What could not be sent or must not take effect, kept with its reason for a person to look at. */
@NullMarked
package org.httpca.forward.parked;

import org.jspecify.annotations.NullMarked;
