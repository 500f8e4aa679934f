/** A flow of Spring Integration that takes complaints in by mail, and what it needs to lose none. */
package io.github.pop3testserver.samples.springintegration;
