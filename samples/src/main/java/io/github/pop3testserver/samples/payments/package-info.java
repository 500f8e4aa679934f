/** A first fetcher that takes payments in by mail, and works as long as nothing fails. */
package io.github.pop3testserver.samples.payments;
