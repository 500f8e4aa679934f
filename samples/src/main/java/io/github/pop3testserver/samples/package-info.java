/** A small application and its tests. */
package io.github.pop3testserver.samples;
