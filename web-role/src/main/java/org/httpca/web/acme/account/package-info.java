/** Accounts (RFC 8555, section 7.3), and the keys that bind them to what an operator knows. */
@NullMarked
package org.httpca.web.acme.account;

import org.jspecify.annotations.NullMarked;
