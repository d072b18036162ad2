/**
 * The sign stage: it takes cleared requests under a lease, writes down what will be signed, signs it, and stores the
 * certificate. The TBSCertificate is built here from approved fields only.
 */
@NullMarked
package org.httpca.signer.sign;

import org.jspecify.annotations.NullMarked;
