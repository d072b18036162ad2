package org.httpca.web.acme.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.httpca.web.acme.WhereAcmeIsOn;
import org.httpca.web.http.Links;
import org.httpca.web.request.RequestIds;
import org.httpca.web.settings.WebSettings;
import org.springframework.stereotype.Component;

/** Where the resources are. Clients compose none of these themselves: the directory and Location tell them. */
@Component
@WhereAcmeIsOn
public class Addresses {
    public static final String ROOT = "/acme/";
    public static final String DIRECTORY = ROOT + "directory";
    public static final String NEW_NONCE = ROOT + "new-nonce";
    public static final String NEW_ACCOUNT = ROOT + "new-account";
    public static final String KEY_CHANGE = ROOT + "key-change";
    public static final String ACCOUNT = ROOT + "account/";
    /** Nothing is there: it is in DNS records, for dns-persist-01. */
    public static final String ACCOUNT_HASH = ROOT + "account-hash/";

    public static final String NEW_ORDER = ROOT + "new-order";
    public static final String NEW_AUTHORIZATION = ROOT + "new-authz";
    public static final String RENEWAL_INFO = ROOT + "renewal-info";
    public static final String ORDER = ROOT + "order/";
    public static final String AUTHORIZATION = ROOT + "authz/";
    public static final String CHALLENGE = ROOT + "challenge/";
    public static final String CERTIFICATE = ROOT + "cert/";
    public static final String REVOKE_CERTIFICATE = ROOT + "revoke-cert";

    private final Links links;
    private final String publicUrl;

    Addresses(Links links, WebSettings settings) {
        this.links = links;
        String url = settings.publicUrl().toString();
        this.publicUrl = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The absolute address of a path, for this client. */
    public String to(HttpServletRequest call, String path) {
        return links.to(call, path);
    }

    /** Whether this is how the client may call what it asks for: by the name that it came by, or by our public one. */
    boolean isOf(HttpServletRequest call, String url) {
        String path = call.getRequestURI() + (call.getQueryString() == null ? "" : "?" + call.getQueryString());
        return url.equals(to(call, path)) || url.equals(publicUrl + path);
    }

    /** Which account an address names; an account that was made by another of our names is the same one. */
    Optional<UUID> accountOf(HttpServletRequest call, String url) {
        int at = url.indexOf(ACCOUNT);
        if (at < 0) {
            return Optional.empty();
        }
        String path = url.substring(at);
        return url.equals(to(call, path)) || url.equals(publicUrl + path)
                ? RequestIds.parse(path.substring(ACCOUNT.length()))
                : Optional.empty();
    }

    /** Whether an address names this account. */
    public boolean isAccount(HttpServletRequest call, String url, UUID account) {
        return accountOf(call, url).filter(account::equals).isPresent();
    }
}
