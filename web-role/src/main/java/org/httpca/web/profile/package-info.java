/** The certificate profiles, as the signer last published them. */
@NullMarked
package org.httpca.web.profile;

import org.jspecify.annotations.NullMarked;
