/**
 * Answers of whether certificates are good (OCSP, RFC 6960), in the issuers' names, by keys of this role that they have certified for some
 * hours. The issuers' own keys have no part in it.
 */
@NullMarked
package org.httpca.web.ocsp;

import org.jspecify.annotations.NullMarked;
