package org.httpca.web.search;

import java.util.function.Predicate;

/**
 * One of the ways in which what was asked for is looked for.
 *
 * @param covers whether a certificate lies on this way
 * @param here whether this place of it is the one where the certificate is to be found
 */
record Stage(Scan scan, Predicate<Hit> covers, Predicate<Hit> here) {

    static Stage of(Scan scan, Predicate<Hit> covers) {
        return new Stage(scan, covers, hit -> true);
    }

    static Stage of(NameMatch match, String meant) {
        return new Stage(
                match.scan(meant),
                hit -> hit.isNamed(match, meant),
                hit -> match.isFirst(hit.key().get(0), hit.names(), meant));
    }
}
