/** The server's side of SASL mechanisms (RFC 4422): octets in, a value out. It knows nothing of POP3, nor of its base64. */
@NullMarked
package io.github.pop3testserver.internal.sasl;

import org.jspecify.annotations.NullMarked;
