/** Measures the server beside GreenMail, and beside a server that does nothing but answer. {@code scripts/benchmark} runs it. */
@NullMarked
package io.github.pop3testserver.benchmarks;

import org.jspecify.annotations.NullMarked;
