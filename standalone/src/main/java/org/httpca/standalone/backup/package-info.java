/**
 * Back-ups: a folder with the rows of each database, the files with keys and configuration, and a manifest with the SHA-256 of each
 * part. Rows are copied by PostgreSQL's COPY in one snapshot for each database, the web side's first (ADR 0031).
 */
@NullMarked
package org.httpca.standalone.backup;

import org.jspecify.annotations.NullMarked;
