package org.httpca.architecture.seeded.approval;

public final class ApprovalDoor {}
