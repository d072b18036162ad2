/**
 * What the signer tells the web side by itself: profiles, issuers, its heartbeat, and the signed heads of its audit log.
 */
@NullMarked
package org.httpca.signer.publication;

import org.jspecify.annotations.NullMarked;
