/**
 * Certificates an hour, by profile and by principal: what is above a limit waits. Profiles without limits cost nothing here. And what
 * else the web side may have done in an hour.
 */
@NullMarked
package org.httpca.signer.rate;

import org.jspecify.annotations.NullMarked;
