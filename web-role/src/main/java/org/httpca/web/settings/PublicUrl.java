package org.httpca.web.settings;

import java.net.URI;
import org.httpca.start.InvalidSettingException;

/** What may be the public URL: it stands in certificates, so a wrong one is refused at the start. */
final class PublicUrl {
    private PublicUrl() {}

    static void check(URI url) {
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean bare = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
        String path = url.getRawPath();
        if (!web || !bare || url.getHost() == null || !(path == null || path.isEmpty() || path.equals("/"))) {
            throw new InvalidSettingException(
                    "httpca.public-url must be like https://ca.example.org or http://ca.example.org:8080, and is "
                            + url);
        }
    }
}
