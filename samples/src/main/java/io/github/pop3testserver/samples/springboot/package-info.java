/** A help desk with Spring Boot: each mail that comes in becomes a ticket. */
package io.github.pop3testserver.samples.springboot;
