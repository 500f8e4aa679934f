/** Who is it? The server's side of SASL mechanisms (RFC 4422): octets in, a value out; knows nothing of POP3, nor of base64. */
@NullMarked
package io.github.pop3testserver.internal.sasl;

import org.jspecify.annotations.NullMarked;
