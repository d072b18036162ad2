package org.httpca.architecture.seeded.signer.policy;

import org.httpca.architecture.seeded.signer.key.KeyDoor;

record PolicyKnowsKey(KeyDoor door) {}
