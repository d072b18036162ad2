/** What a signer keeps in memory because it is dear to make and soon needed again. */
@NullMarked
package org.httpca.signer.memory;

import org.jspecify.annotations.NullMarked;
