/** The approval CLI played as transcripts over a real PostgreSQL with the signer's own migrations. */
@NullMarked
package org.httpca.approval;

import org.jspecify.annotations.NullMarked;
