/**
 * The set-up of an installation: the messaging CA and the identities, the CA keys, the transport CA of the broker, the first
 * administrator; one folder for each machine. It prints no secret, and done twice it does nothing.
 */
@NullMarked
package org.httpca.signer.setup;

import org.jspecify.annotations.NullMarked;
