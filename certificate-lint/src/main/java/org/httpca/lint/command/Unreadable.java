package org.httpca.lint.command;

import java.nio.file.Path;

/**
 * What could not be read.
 *
 * @param reason follows the file's name in a sentence, says what is wrong, and what to do about it
 */
record Unreadable(Path file, String reason) {}
