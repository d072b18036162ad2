package org.httpca.architecture.seeded.web.page;

import org.httpca.architecture.seeded.signer.SignerDoor;

record WebKnowsSigner(SignerDoor door) {}
