/** The ACME server (RFC 8555), on unless httpca.acme.enabled is off. Its packages are the RFC's nouns. */
@NullMarked
package org.httpca.web.acme;

import org.jspecify.annotations.NullMarked;
