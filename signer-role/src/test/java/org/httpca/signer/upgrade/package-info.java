/** Databases that an older release has left are brought to the newest schema, and worked on. */
@NullMarked
package org.httpca.signer.upgrade;

import org.jspecify.annotations.NullMarked;
