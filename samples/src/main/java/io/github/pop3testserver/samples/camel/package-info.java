/** A route of Apache Camel that takes insurance claims in by mail, and a colleague's that leaves all to Camel's defaults. */
package io.github.pop3testserver.samples.camel;
