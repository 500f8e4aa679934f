package io.github.pop3testserver.internal.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A host name for a certificate: a DNS name, perhaps with a wildcard, or a numeric IP address. */
public final class HostName {

    /** RFC 1035 section 2.3.4, without the octets of the root. */
    private static final int LONGEST = 253;

    private static final int LONGEST_LABEL = 63;

    /** Tags of a GeneralName (RFC 5280 section 4.2.1.6). */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    /** An underscore lets tests find out how a client treats it. */
    private static final String LABEL_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

    /** A wildcard, too, lets tests find out how a client treats it. */
    private static final String DNS_CHARACTERS = LABEL_CHARACTERS + ".*";

    private HostName() {}

    /**
     * Returns the name if a certificate can hold it.
     *
     * @throws IllegalArgumentException otherwise
     */
    public static String check(String name) {
        generalName(name);
        return name;
    }

    /**
     * Returns the name if a client can ask for it in a handshake (RFC 6066 section 3).
     *
     * @throws IllegalArgumentException otherwise
     */
    public static String checkRequested(String name) {
        if (name.length() > LONGEST
                || consistsOf(name, "0123456789.")
                || !Arrays.stream(name.split("\\.", -1)).allMatch(HostName::isLabel)) {
            throw refused(
                    name,
                    "is no host name that a client asks for in a handshake (RFC 6066 section 3); give one DNS name in ASCII"
                            + " (java.net.IDN makes one), such as mail.example.com",
                    null);
        }
        return name;
    }

    /** RFC 1035 section 2.3.1, with the underscore. */
    private static boolean isLabel(String label) {
        return label.length() <= LONGEST_LABEL
                && consistsOf(label, LABEL_CHARACTERS)
                && !label.startsWith("-")
                && !label.endsWith("-");
    }

    /** The name as an entry of a subjectAltName extension. It is not looked up. */
    static byte[] generalName(String name) {
        if (name.indexOf(':') >= 0) {
            return Der.implicit(IP_ADDRESS, ipv6(name));
        }
        if (consistsOf(name, "0123456789.")) {
            return Der.implicit(IP_ADDRESS, ipv4(name));
        }
        if (name.length() > LONGEST || !consistsOf(name, DNS_CHARACTERS)) {
            throw refused(
                    name,
                    "is not a host name; give a DNS name in ASCII (java.net.IDN makes one) or an IP address",
                    null);
        }
        return Der.implicit(DNS_NAME, name.getBytes(US_ASCII));
    }

    private static boolean consistsOf(String name, String characters) {
        if (name.isEmpty()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (characters.indexOf(name.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ipv4(String name) {
        String[] numbers = name.split("\\.", -1);
        byte[] octets = new byte[4];
        boolean valid = numbers.length == octets.length;
        for (int i = 0; valid && i < octets.length; i++) {
            valid = !numbers[i].isEmpty() && numbers[i].length() <= 3 && Integer.parseInt(numbers[i]) <= 255;
            octets[i] = valid ? (byte) Integer.parseInt(numbers[i]) : 0;
        }
        if (!valid) {
            throw refused(name, "is not an IPv4 address; write one as 192.0.2.1", null);
        }
        return octets;
    }

    private static byte[] ipv6(String name) {
        try {
            return InetAddress.getAllByName("[" + name + "]")[0].getAddress(); // in brackets nothing is looked up
        } catch (UnknownHostException e) {
            throw refused(name, "is not an IPv6 address; write one as 2001:db8::1", e);
        }
    }

    private static IllegalArgumentException refused(String name, String why, @Nullable Exception cause) {
        return new IllegalArgumentException("\"" + name + "\" " + why, cause);
    }
}
