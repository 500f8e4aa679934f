/** An application that fetches invoices by POP3: what the tests of this module test. */
package io.github.pop3testserver.samples.invoices;
