package org.httpca.web.issuer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The DER of a CRL, read from the database part by part while it is sent: perhaps it is long, and asked for by many at once. */
final class CrlDer extends AbstractResource {
    private final JdbcClient jdbc;
    private final Crl crl;

    CrlDer(JdbcClient jdbc, Crl crl) {
        this.jdbc = jdbc;
        this.crl = crl;
    }

    @Override
    public String getDescription() {
        return "CRL " + crl.number() + " of " + crl.issuer() + " " + crl.shard();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public long contentLength() {
        return crl.length();
    }

    @Override
    public long lastModified() {
        return crl.thisUpdate().toEpochMilli();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        Parts parts = new Parts();
        if (!parts.hasMoreElements()) {
            throw new IOException(getDescription() + " is not there any more.");
        }
        return new SequenceInputStream(parts);
    }

    private final class Parts implements Enumeration<InputStream> {
        private long left = crl.length();
        private int part;
        private byte @Nullable [] ahead;

        @Override
        public boolean hasMoreElements() {
            if (ahead == null && left > 0) {
                ahead = jdbc.sql(
                                "select octets from crl_part where issuer = ? and shard = ? and number = ? and part = ?")
                        .params(crl.issuer(), crl.shard(), crl.number(), part)
                        .query(byte[].class)
                        .optional()
                        .orElse(null);
            }
            return ahead != null;
        }

        @Override
        public InputStream nextElement() {
            byte[] octets = hasMoreElements() ? ahead : null;
            if (octets == null) {
                throw new NoSuchElementException();
            }
            ahead = null;
            left -= octets.length;
            part++;
            return new ByteArrayInputStream(octets);
        }
    }
}
