/**
 * Sign-in of operators with OpenID Connect Core 1.0: the authorization code flow with PKCE (RFC 7636), at the one provider that is
 * configured. What it has found out is an {@link org.httpca.web.openid.Identity}; sessions keep it. The only connections that the web
 * role ever opens, besides its database's.
 */
@NullMarked
package org.httpca.web.openid;

import org.jspecify.annotations.NullMarked;
