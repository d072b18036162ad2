/**
 * Tells of certificates that end soon: finds them, writes down what is to be told to whom, and tells it by mail and by webhook. The only one that
 * speaks with anybody outside the installation.
 */
@NullMarked
package org.httpca.worker.notify;

import org.jspecify.annotations.NullMarked;
