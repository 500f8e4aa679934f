/**
 * The server's side of SASL mechanisms (RFC 4422). It takes octets and returns values. It knows neither POP3 nor the
 * base64 that POP3 puts around the octets.
 */
@NullMarked
package io.github.pop3testserver.internal.sasl;

import org.jspecify.annotations.NullMarked;
