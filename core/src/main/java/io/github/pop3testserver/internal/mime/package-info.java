/**
 * Composes messages and reads their headers (RFC 5322, RFC 2045 to 2047, RFC 2231), as far as tests need it. It knows
 * nothing of POP3.
 */
@NullMarked
package io.github.pop3testserver.internal.mime;

import org.jspecify.annotations.NullMarked;
