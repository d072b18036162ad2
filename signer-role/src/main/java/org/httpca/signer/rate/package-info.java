/**
 * Certificates an hour, by profile and by principal: what is above a limit waits. Profiles without limits cost nothing here.
 */
@NullMarked
package org.httpca.signer.rate;

import org.jspecify.annotations.NullMarked;
