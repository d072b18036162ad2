/**
 * Sessions of browsers, in the database, so that any instance serves them: what was submitted by the form with this browser. A
 * session begins with a submission, with an operator's token, or at the OpenID provider, never with a look.
 */
@NullMarked
package org.httpca.web.session;

import org.jspecify.annotations.NullMarked;
