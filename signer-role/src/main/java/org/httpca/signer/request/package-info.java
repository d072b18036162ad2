/**
 * The signer's requests: one row each, and one door to the table for each state. Every transition is a compare-and-set that looks
 * at its row count: 0, someone was first; 1, ours; 2, a bug.
 */
@NullMarked
package org.httpca.signer.request;

import org.jspecify.annotations.NullMarked;
