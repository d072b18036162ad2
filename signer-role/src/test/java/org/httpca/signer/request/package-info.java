/** What may become of a request, seen on its table. */
@NullMarked
package org.httpca.signer.request;

import org.jspecify.annotations.NullMarked;
