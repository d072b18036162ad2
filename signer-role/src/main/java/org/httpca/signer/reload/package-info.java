/**
 * Reading profiles.yml again while the signer runs: because the process got a signal, or because an administrator ordered it.
 */
@NullMarked
package org.httpca.signer.reload;

import org.jspecify.annotations.NullMarked;
