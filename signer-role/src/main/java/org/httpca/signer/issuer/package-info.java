/**
 * Issuers: a CA certificate, what stands above it, its key and the addresses where it is published; and the making of a
 * new hierarchy of a root and an issuing CA.
 */
@NullMarked
package org.httpca.signer.issuer;

import org.jspecify.annotations.NullMarked;
