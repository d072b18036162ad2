/** What tests of the ACME server have its orders do. */
@NullMarked
package org.httpca.web.acme.order;

import org.jspecify.annotations.NullMarked;
