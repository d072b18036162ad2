/** Which requests are to replace which certificates, and what this signer knows of those. */
@NullMarked
package org.httpca.signer.renewal;

import org.jspecify.annotations.NullMarked;
