package org.httpca.architecture.seeded.web;

public final class WebDoor {}
