/** An instance's own identity, and whom it believes, while both change: renewed, revoked, about to end. */
@NullMarked
package org.httpca.forward.identity;

import org.jspecify.annotations.NullMarked;
