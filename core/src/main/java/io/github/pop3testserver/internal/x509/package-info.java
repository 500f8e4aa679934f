/**
 * The certificates of a test: an authority of its own for each JVM, what it issues, and whom clients are to trust (RFC
 * 5280). All of it is made in memory when first asked for; nothing of it is loaded by a test without TLS. It knows
 * nothing of any other package here.
 */
@NullMarked
package io.github.pop3testserver.internal.x509;

import org.jspecify.annotations.NullMarked;
