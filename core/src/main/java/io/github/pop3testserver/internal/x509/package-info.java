/**
 * The certificates of a test (RFC 5280). Each JVM has its own CA, which issues the certificates of servers; clients get
 * what they need to trust it. Everything is generated in memory on first use, and a test without TLS loads nothing of it.
 */
@NullMarked
package io.github.pop3testserver.internal.x509;

import org.jspecify.annotations.NullMarked;
