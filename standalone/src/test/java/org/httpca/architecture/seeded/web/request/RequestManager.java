package org.httpca.architecture.seeded.web.request;

final class RequestManager {}
