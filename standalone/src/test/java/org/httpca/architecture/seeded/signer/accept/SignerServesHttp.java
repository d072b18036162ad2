package org.httpca.architecture.seeded.signer.accept;

import com.sun.net.httpserver.HttpServer;

record SignerServesHttp(HttpServer door) {}
