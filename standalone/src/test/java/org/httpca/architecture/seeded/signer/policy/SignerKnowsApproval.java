package org.httpca.architecture.seeded.signer.policy;

import org.httpca.architecture.seeded.approval.ApprovalDoor;

record SignerKnowsApproval(ApprovalDoor door) {}
