package org.httpca.web.ocsp;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.httpca.pki.Octets;
import org.httpca.pki.SerialNumbers;
import org.httpca.web.ocsp.Der.MalformedException;
import org.httpca.web.ocsp.OcspRequest.CertId;
import org.jspecify.annotations.Nullable;

/** Reads the DER of an OCSPRequest (RFC 6960, section 4.1.1), which may be anything. */
final class RequestReader {
    static final int MAX_OCTETS = 4096;
    static final int MAX_ENTRIES = 20;
    static final int MAX_NONCE = 128;

    private static final int MAX_SERIAL = 32;
    private static final int MAX_HASH = 64;
    /** 1.3.6.1.5.5.7.48.1.2 */
    private static final Octets NONCE = Octets.ofHex("2b0601050507300102");
    /** 1.3.6.1.5.5.7.48.1.8, preferred signature algorithms: read over (section 4.4.7). */
    private static final Octets PREFERRED = Octets.ofHex("2b0601050507300108");

    private RequestReader() {}

    /** Empty for what is malformed or too much. */
    static Optional<OcspRequest> read(byte[] der) {
        if (der.length > MAX_OCTETS) {
            return Optional.empty();
        }
        try {
            Der all = new Der(der);
            Der request = all.enter(Der.SEQUENCE);
            all.mustBeAtEnd();
            OcspRequest read = toBeSigned(request.enter(Der.SEQUENCE));
            if (request.isNext(Der.context(0))) {
                request.next(); // the signature: nobody's permission is asked for (section 4.1.2)
            }
            request.mustBeAtEnd();
            return Optional.of(read);
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    private static OcspRequest toBeSigned(Der tbs) throws MalformedException {
        if (tbs.isNext(Der.context(0))) {
            Der version = tbs.next();
            Der number = version.enter(Der.INTEGER);
            version.mustBeAtEnd();
            if (number.length() != 1 || number.rest()[0] != 0) {
                throw new MalformedException("another version");
            }
        }
        if (tbs.isNext(Der.context(1))) {
            tbs.next(); // requestorName
        }
        Der list = tbs.enter(Der.SEQUENCE);
        List<CertId> ids = new ArrayList<>(1);
        while (!list.isAtEnd() && ids.size() <= MAX_ENTRIES) {
            Der single = list.enter(Der.SEQUENCE);
            ids.add(certId(single));
            if (single.isNext(Der.context(0))) {
                extensions(single.next());
            }
            single.mustBeAtEnd();
        }
        if (ids.isEmpty() || ids.size() > MAX_ENTRIES) {
            throw new MalformedException("none or too many");
        }
        Octets nonce = tbs.isNext(Der.context(2)) ? extensions(tbs.next()) : null;
        tbs.mustBeAtEnd();
        return new OcspRequest(List.copyOf(ids), nonce);
    }

    private static CertId certId(Der single) throws MalformedException {
        byte[] der = single.element(Der.SEQUENCE);
        Der id = new Der(der).enter(Der.SEQUENCE);
        Der algorithm = id.enter(Der.SEQUENCE);
        byte[] hash = algorithm.enter(Der.OBJECT_IDENTIFIER).rest();
        if (!algorithm.isAtEnd()) {
            algorithm.enter(Der.NULL).mustBeAtEnd(); // what is signed repeats it
        }
        algorithm.mustBeAtEnd();
        byte[] name = octets(id);
        byte[] key = octets(id);
        Der serial = id.enter(Der.INTEGER);
        id.mustBeAtEnd();
        if (serial.length() < 1 || serial.length() > MAX_SERIAL) {
            throw new MalformedException("no serial number");
        }
        byte[] number = serial.rest();
        if (number.length > 1 && (number[0] == 0 && number[1] >= 0 || number[0] == -1 && number[1] < 0)) {
            throw new MalformedException("not the shortest number");
        }
        return new CertId(
                Octets.of(der),
                Octets.of(hash),
                Octets.of(name),
                Octets.of(key),
                SerialNumbers.hex(new BigInteger(number)));
    }

    private static byte[] octets(Der id) throws MalformedException {
        Der string = id.enter(Der.OCTET_STRING);
        if (string.length() > MAX_HASH) {
            throw new MalformedException("no hash");
        }
        return string.rest();
    }

    /** The nonce among them. What nobody knows is read over, unless it is critical (section 4.4). */
    private static @Nullable Octets extensions(Der explicit) throws MalformedException {
        Der list = explicit.enter(Der.SEQUENCE);
        explicit.mustBeAtEnd();
        Octets nonce = null;
        while (!list.isAtEnd()) {
            Der extension = list.enter(Der.SEQUENCE);
            Octets oid = Octets.of(extension.enter(Der.OBJECT_IDENTIFIER).rest());
            boolean critical = extension.isNext(Der.BOOLEAN) && isTrue(extension.next());
            Der value = extension.enter(Der.OCTET_STRING);
            extension.mustBeAtEnd();
            if (oid.equals(NONCE)) {
                if (nonce != null) {
                    throw new MalformedException("two nonces");
                }
                nonce = nonce(value);
            } else if (critical && !oid.equals(PREFERRED)) {
                throw new MalformedException("a critical extension that is not known");
            }
        }
        return nonce;
    }

    private static boolean isTrue(Der value) throws MalformedException {
        if (value.length() != 1) {
            throw new MalformedException("no BOOLEAN");
        }
        return value.rest()[0] != 0;
    }

    private static Octets nonce(Der value) throws MalformedException {
        Der nonce = value.enter(Der.OCTET_STRING);
        value.mustBeAtEnd();
        if (nonce.length() < 1 || nonce.length() > MAX_NONCE) {
            throw new MalformedException("a nonce of another length");
        }
        return Octets.of(nonce.rest());
    }
}
