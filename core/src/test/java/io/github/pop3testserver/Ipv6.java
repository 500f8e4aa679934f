package io.github.pop3testserver;

import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** The other family of addresses, which some machines lack. */
public final class Ipv6 {

    private Ipv6() {}

    /** The loopback address {@code ::1}; skips the test if the machine has none. */
    public static InetAddress loopback() throws UnknownHostException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        assumeThatCode(() -> new ServerSocket(0, 1, loopback).close()).doesNotThrowAnyException();
        return loopback;
    }
}
