/**
 * What administrators sign: an order on a request, with the digest of what they saw.
 */
@NullMarked
package org.httpca.order;

import org.jspecify.annotations.NullMarked;
