package org.httpca.web.ocsp;

import java.math.BigInteger;
import java.util.Base64;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;

/** Requests as other implementations make them. */
final class Requests {
    static final ASN1ObjectIdentifier SHA1 = OIWObjectIdentifiers.idSHA1;
    static final ASN1ObjectIdentifier SHA256 = NISTObjectIdentifiers.id_sha256;

    private Requests() {}

    static byte[] of(X509CertificateHolder issuer, long... serials) throws Exception {
        return of(SHA1, null, issuer, serials);
    }

    static byte[] withNonce(int octets, X509CertificateHolder issuer, long... serials) throws Exception {
        return of(SHA1, nonce(octets, false), issuer, serials);
    }

    static byte[] of(
            ASN1ObjectIdentifier hash, @Nullable Extension extension, X509CertificateHolder issuer, long... serials)
            throws Exception {
        OCSPReqBuilder builder = new OCSPReqBuilder();
        for (long serial : serials) {
            builder.addRequest(id(hash, issuer, serial));
        }
        if (extension != null) {
            builder.setRequestExtensions(new Extensions(extension));
        }
        return builder.build().getEncoded();
    }

    static CertificateID id(ASN1ObjectIdentifier hash, X509CertificateHolder issuer, long serial) throws Exception {
        return new CertificateID(
                new BcDigestCalculatorProvider().get(new AlgorithmIdentifier(hash)),
                issuer,
                BigInteger.valueOf(serial));
    }

    static Extension nonce(int octets, boolean critical) throws Exception {
        byte[] nonce = new byte[octets];
        java.util.Arrays.fill(nonce, (byte) 7);
        return new Extension(
                OCSPObjectIdentifiers.id_pkix_ocsp_nonce, critical, new DEROctetString(nonce).getEncoded());
    }

    static String base64(byte[] request) {
        return Base64.getEncoder().encodeToString(request);
    }

    static String inPercents(String base64) {
        return base64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }
}
