/** Downloads: certificates, chains, CSRs and CRLs as files, each with the content type of its format. */
@NullMarked
package org.httpca.web.publication;

import org.jspecify.annotations.NullMarked;
