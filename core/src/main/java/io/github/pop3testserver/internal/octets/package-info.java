/** What several layers do with octets: line ends, terminators, decoding, hashing. It depends on no other package here. */
@NullMarked
package io.github.pop3testserver.internal.octets;

import org.jspecify.annotations.NullMarked;
