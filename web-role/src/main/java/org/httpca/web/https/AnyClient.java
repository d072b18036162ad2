package org.httpca.web.https;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets a client show any certificate: TLS itself makes sure that it has the key (RFC 8446, section 4.4.3). What the certificate is worth is
 * asked where it is used: it must be, octet for octet, the one that is to be renewed, so no path to an issuer would add anything, and a stranger's
 * gets an answer in words instead of a broken connection. No server is ever trusted by this.
 */
public final class AnyClient extends X509ExtendedTrustManager {
    private static final X509Certificate[] OF_ANY_ISSUER = {};

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        // see above
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        // see above
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        // see above
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("This is for clients.");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("This is for clients.");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("This is for clients.");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return OF_ANY_ISSUER;
    }
}
