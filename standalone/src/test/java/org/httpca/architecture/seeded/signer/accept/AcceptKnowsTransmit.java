package org.httpca.architecture.seeded.signer.accept;

import org.httpca.architecture.seeded.signer.transmit.SignerTransmitDoor;

record AcceptKnowsTransmit(SignerTransmitDoor door) {}
