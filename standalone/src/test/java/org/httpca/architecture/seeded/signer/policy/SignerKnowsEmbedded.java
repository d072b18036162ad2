package org.httpca.architecture.seeded.signer.policy;

import org.httpca.architecture.seeded.embedded.EmbeddedDoor;

record SignerKnowsEmbedded(EmbeddedDoor door) {}
