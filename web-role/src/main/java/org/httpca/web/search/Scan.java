package org.httpca.web.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A way along one index: every part of its SQL is a constant, whatever is asked for comes as a parameter.
 *
 * @param keys selects the columns by which it is ordered, as text, and by which the certificate is known
 * @param where which part of the index
 * @param after the part that lies behind a key
 * @param order that of the index
 * @param join how a certificate is found by what {@code keys} selected
 * @param parameters of {@code where}
 * @param types of the columns by which it is ordered
 */
record Scan(
        String keys, String where, String after, String order, String join, List<Object> parameters, List<Type> types) {

    /** What the text of a key's column must be. */
    enum Type {
        TEXT,
        NUMBER
    }

    private static final String BY_NUMBER = "c.number = s.number";
    private static final String BY_SERIAL = "c.issuer = s.issuer and c.serial = s.serial";

    Scan {
        parameters = List.copyOf(parameters);
        types = List.copyOf(types);
    }

    /** All, the newest first. */
    static Scan newest() {
        return byNumber("certificate", "true", List.of());
    }

    static Scan ofSerial(String serial) {
        return byNumber("certificate", "serial = ?", List.of(serial));
    }

    static Scan ofSha256(String sha256) {
        return byNumber("certificate", "left(sha256, 16) = left(?, 16)", List.of(sha256));
    }

    static Scan ofSpki(String sha256) {
        return byNumber("certificate", "left(spki_sha256, 16) = left(?, 16)", List.of(sha256));
    }

    static Scan ofRequester(String requester) {
        return byNumber("certificate_requester", "requester = ?", List.of(requester));
    }

    private static Scan byNumber(String table, String where, List<Object> parameters) {
        return new Scan(
                "select number::text as k1, '' as k2, number from " + table,
                where,
                "number < ?::bigint",
                "number desc",
                BY_NUMBER,
                parameters,
                List.of(Type.NUMBER));
    }

    /** From this text on and before that one, by octets. */
    static Scan ofNames(String from, String before) {
        return ofNames("name", from, before);
    }

    /** As {@link #ofNames}, of names that are read backwards. */
    static Scan ofNamesBackwards(String from, String before) {
        return ofNames("reverse(name)", from, before);
    }

    private static Scan ofNames(String name, String from, String before) {
        return new Scan(
                "select " + name + " as k1, (-number)::text as k2, number from certificate_name",
                name + " >= ? and " + name + " < ?",
                "(" + name + ", -number) > (?, ?::bigint)",
                name + ", -number",
                BY_NUMBER,
                List.of(from, before),
                List.of(Type.TEXT, Type.NUMBER));
    }

    /** In microseconds since 1970, from the first on and before the second; those that end first come first. */
    static Scan endingFirst(long from, long before) {
        return ofEnds(from, before, ">", "not_after, number");
    }

    /** As {@link #endingFirst}, those that end last first. */
    static Scan endingLast(long from, long before) {
        return ofEnds(from, before, "<", "not_after desc, number desc");
    }

    private static Scan ofEnds(long from, long before, String behind, String order) {
        String time = "timestamptz 'epoch' + ?::bigint * interval '1 microsecond'";
        return new Scan(
                "select (extract(epoch from not_after) * 1000000)::bigint::text as k1, number::text as k2, number from certificate",
                "not_after >= " + time + " and not_after < " + time,
                "(not_after, number) " + behind + " (" + time + ", ?::bigint)",
                order,
                BY_NUMBER,
                List.of(from, before),
                List.of(Type.NUMBER, Type.NUMBER));
    }

    /** In the order of the serial numbers: the table has no other that stays as it is. */
    static Scan revoked() {
        return bySerial("revocation", "reason is not null and reason <> 'certificateHold'");
    }

    static Scan onHold() {
        return bySerial("revocation", "reason = 'certificateHold'");
    }

    private static Scan bySerial(String table, String where) {
        return new Scan(
                "select issuer as k1, serial as k2, issuer, serial from " + table,
                where,
                "(issuer, serial) > (?, ?)",
                "issuer, serial",
                BY_SERIAL,
                List.of(),
                List.of(Type.TEXT, Type.TEXT));
    }

    static Scan ofIssuer(String issuer) {
        return new Scan(
                "select serial as k1, '' as k2, issuer, serial from certificate",
                "issuer = ?",
                "serial > ?",
                "serial",
                BY_SERIAL,
                List.of(issuer),
                List.of(Type.TEXT));
    }

    /**
     * The statement for a piece of it.
     *
     * @param behind false: from its beginning; otherwise from behind a key
     */
    String sql(boolean behind) {
        return "select s.k1, s.k2, c.issuer, c.serial, c.subject, c.identifiers, c.key_label, c.sha256, c.spki_sha256,"
                + " c.not_before, c.not_after, r.reason, r.at, c.request_id,"
                + " array(select certificate_names(c.subject, c.identifiers)),"
                + " ?::text = '' or exists (select from certificate_requester q where q.requester = ? and q.number = c.number)"
                + " from (select row_number() over () as place, i.* from (" + keys + " where " + where
                + (behind ? " and " + after : "") + " order by " + order + " limit ?) i) s"
                + " join certificate c on " + join
                + " left join revocation r on r.issuer = c.issuer and r.serial = c.serial order by s.place";
    }

    /** What {@link #sql} is given. */
    List<Object> parameters(String requester, List<String> key, int most) {
        List<Object> all = new ArrayList<>(List.of(requester, requester));
        all.addAll(parameters);
        all.addAll(key);
        all.add(most);
        return all;
    }
}
