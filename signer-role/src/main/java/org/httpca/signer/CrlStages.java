package org.httpca.signer;

import org.httpca.signer.crl.Crls;

/** The two stages that make CRLs: a complete one may be long, and news do not wait for it. */
record CrlStages(Crls complete, Crls shardsAndDeltas) {}
