package org.httpca.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.httpca.web.Http;
import org.httpca.web.Http.Answer;
import org.httpca.web.WebUnderTest;
import org.w3c.dom.Element;

/** What a browser sends, and that it reads HTML. */
public final class Forms {
    static final WebUnderTest WEB = WebUnderTest.shared();
    static final Http HTTP = WEB.http();
    private static final Pattern COOKIE = Pattern.compile("(httpca-session=[^;]+);.*");
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final String BOUNDARY = "a-boundary-that-is-in-no-file";

    private Forms() {}

    /** Further headers are given as name, value, name, value … */
    static Answer get(String path, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Accept";
        all[headers.length + 1] = "text/html,*/*;q=0.8";
        return HTTP.get(path, all);
    }

    /** A form without files; fields are given as name, value, name, value … */
    static Answer post(String path, String... fields) {
        return post(HTTP, "", path, fields);
    }

    /** As {@link #post(String, String...)}, by a browser that has a cookie. */
    public static Answer post(Http http, String cookie, String path, String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        byte[] octets = body.toString().getBytes(StandardCharsets.UTF_8);
        return http.post(path, "application/x-www-form-urlencoded", octets, "Accept", "text/html", "Cookie", cookie);
    }

    /** The first page's form with a file, as a browser sends it. */
    static Answer postFile(byte[] file, String... fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            part(body, "name=\"" + fields[i] + "\"", fields[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        part(body, "name=\"file\"; filename=\"host.csr\"", file);
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return HTTP.post("/", "multipart/form-data; boundary=" + BOUNDARY, body.toByteArray(), "Accept", "text/html");
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** The session that an answer begins. */
    public static String cookie(Answer answer) {
        Matcher cookie = COOKIE.matcher(answer.header("Set-Cookie"));
        assertThat(cookie.matches()).as(answer.header("Set-Cookie")).isTrue();
        return cookie.group(1);
    }

    /** What the forms of a page carry. */
    public static String formToken(Answer page) {
        Matcher token = TOKEN.matcher(page.text());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    /** The text of the element with an id, from a page that keeps the promises. */
    static String textOf(Answer answer, String id) throws Exception {
        PagePromises.kept(answer.text());
        var elements = PagePromises.parse(answer.text()).getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            if (element.getAttribute("id").equals(id)) {
                return element.getTextContent();
            }
        }
        return "";
    }
}
