/**
 * Composing messages and reading their headers: RFC 5322, RFC 2045 to 2047, RFC 2231. Only what a test seeds; it knows
 * nothing of POP3 or of any other package here.
 */
@NullMarked
package io.github.pop3testserver.internal.mime;

import org.jspecify.annotations.NullMarked;
