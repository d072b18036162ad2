package org.httpca.standalone;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that left a visitor's browser: addresses, headers and bodies, an octet for a character. */
final class SentByABrowser {
    private final List<String> texts = new CopyOnWriteArrayList<>();

    private SentByABrowser() {}

    /** From now on. */
    static SentByABrowser of(Page page) {
        SentByABrowser sent = new SentByABrowser();
        page.context().onRequest(sent::add);
        return sent;
    }

    private void add(Request request) {
        byte[] body = request.postDataBuffer();
        texts.add(request.method() + " " + request.url() + "\n" + request.headers() + "\n"
                + (body == null ? "" : new String(body, StandardCharsets.ISO_8859_1)));
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    /** Of these, the forms. */
    List<String> posts() {
        return texts.stream().filter(text -> text.startsWith("POST ")).toList();
    }
}
