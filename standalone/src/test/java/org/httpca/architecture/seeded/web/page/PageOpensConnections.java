package org.httpca.architecture.seeded.web.page;

import java.net.http.HttpClient;

public final class PageOpensConnections {
    public HttpClient client = HttpClient.newHttpClient();
}
