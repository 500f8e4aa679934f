/** A server to play with: type POP3 at it, and see what it makes of that. */
package io.github.pop3testserver.samples.play;
