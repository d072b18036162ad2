/** Certificates of orders, with their chains (RFC 8555, section 7.4.2). */
@NullMarked
package org.httpca.web.acme.certificate;

import org.jspecify.annotations.NullMarked;
