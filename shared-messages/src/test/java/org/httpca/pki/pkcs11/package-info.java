@NullMarked
package org.httpca.pki.pkcs11;

import org.jspecify.annotations.NullMarked;
