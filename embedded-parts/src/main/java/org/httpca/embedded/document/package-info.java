/** Documents that tests write from what the code does: a test holds the document against the code, or writes it anew. */
@NullMarked
package org.httpca.embedded.document;

import org.jspecify.annotations.NullMarked;
