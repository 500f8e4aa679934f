package io.github.pop3testserver.internal.server;

import java.net.Inet6Address;
import java.net.InetAddress;

/** An address with a port, as people read it: of IPv6 it is in brackets (RFC 3986 section 3.2.2). */
public final class HostPort {

    private HostPort() {}

    public static String of(InetAddress address, int port) {
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }
}
