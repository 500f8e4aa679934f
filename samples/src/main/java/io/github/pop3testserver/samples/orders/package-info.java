/** An application that fetches orders with Commons Net, and a colleague's that does so carelessly. */
package io.github.pop3testserver.samples.orders;
