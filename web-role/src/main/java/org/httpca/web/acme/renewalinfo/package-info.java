/** Renewal information (RFC 9773): when a client should renew a certificate, and what an operator has to say to that. */
@NullMarked
package org.httpca.web.acme.renewalinfo;

import org.jspecify.annotations.NullMarked;
