/**
 * Search over all certificates, for operators. Every search goes along an index from a key that the page before has left, looks at
 * a bounded number of certificates and stops: what it costs depends neither on how many there are nor on how far one has read.
 */
@NullMarked
package org.httpca.web.search;

import org.jspecify.annotations.NullMarked;
