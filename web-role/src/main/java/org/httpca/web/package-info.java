/** The web role's process: how it starts, migrates and is put together. Everything that it does is in the packages below. */
@NullMarked
package org.httpca.web;

import org.jspecify.annotations.NullMarked;
