/**
 * Certificate revocation lists (RFC 5280, section 5): made by one signer at a time, kept in the database, published.
 */
@NullMarked
package org.httpca.signer.crl;

import org.jspecify.annotations.NullMarked;
