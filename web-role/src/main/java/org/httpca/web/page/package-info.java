/**
 * The pages for people: submitting a request, watching it, its certificate, the trust anchors, the status and the help. Each
 * controller asks one door of the role and turns the answer into a record made for its template; the templates are in {@code
 * templates/web}, their words in {@code web-messages.properties} and, for each {@code Language} but English, in a file beside it. No page needs
 * JavaScript or another host, and none but the operators' search a cookie.
 */
@NullMarked
package org.httpca.web.page;

import org.jspecify.annotations.NullMarked;
