/** The ACME server (RFC 8555), off unless httpca.acme.enabled is on. Its packages are the RFC's nouns. */
@NullMarked
package org.httpca.web.acme;

import org.jspecify.annotations.NullMarked;
