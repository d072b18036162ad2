/**
 * The signers of an installation, as they see each other in their database: who is alive, and who has which profiles.
 */
@NullMarked
package org.httpca.signer.instance;

import org.jspecify.annotations.NullMarked;
