package io.github.pop3testserver.internal.wire;

import java.util.Random;
import java.util.function.IntSupplier;

/**
 * How octets get from one end to the other.
 *
 * @param bufferOctets how many are on their way in each direction, at most
 * @param takes how many a write can hand over
 * @param delivers how many a read can get
 * @param readerOctets the size of the buffer that the server reads into
 */
record Network(String name, int bufferOctets, IntSupplier takes, IntSupplier delivers, int readerOctets) {

    static Network fast() {
        return new Network("as fast as can be", 1 << 20, Network::all, Network::all, 1 << 16);
    }

    static Network singleOctets() {
        return new Network("read octet by octet", 1 << 16, Network::all, () -> 1, 1);
    }

    static Network randomChunks(long seed) {
        Random random = new Random(seed);
        return new Network(
                "in random chunks, seed " + seed,
                1 << 16,
                () -> 1 + random.nextInt(1 << random.nextInt(17)),
                () -> 1 + random.nextInt(1 << random.nextInt(17)),
                1 + random.nextInt(20_000));
    }

    /** Writes take seven octets at most, and sometimes none although the socket was said to be writable. */
    static Network tinyBuffers(long seed) {
        Random random = new Random(seed);
        return new Network(
                "in writes of 0 to 7 octets, seed " + seed, 7, () -> random.nextInt(8), Network::all, 1 << 16);
    }

    /** What is written waits, most of the time, for somebody to read what was written before. */
    static Network slowReaders() {
        return new Network("to slow readers", 5_000, Network::all, () -> 97, 1 << 16);
    }

    private static int all() {
        return Integer.MAX_VALUE;
    }

    Pipe pipe() {
        return new Pipe(bufferOctets, takes, delivers);
    }

    @Override
    public String toString() {
        return name;
    }
}
