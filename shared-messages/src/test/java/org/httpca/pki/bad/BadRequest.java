package org.httpca.pki.bad;

import org.httpca.pki.Octets;
import org.httpca.problem.ProblemType;

/**
 * A request that gets no certificate.
 *
 * @param words of the problem's detail
 */
record BadRequest(String what, ProblemType problem, String words, Octets der) {

    static BadRequest of(String what, ProblemType problem, String words, byte[] der) {
        return new BadRequest(what, problem, words, Octets.of(der));
    }
}
