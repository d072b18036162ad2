/** Requests as the signer stored them, as they read when looked at again, and how a person sees them. */
@NullMarked
package org.httpca.approval.request;

import org.jspecify.annotations.NullMarked;
