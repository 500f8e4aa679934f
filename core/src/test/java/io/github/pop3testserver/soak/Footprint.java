package io.github.pop3testserver.soak;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the whole process holds at a moment.
 *
 * @param threads without those of JUnit, which come and go
 * @param descriptors open files and sockets; 0 where nobody tells
 * @param direct octets of memory outside the heap, for buffers
 * @param heap octets that are left by a collection
 */
record Footprint(long threads, long descriptors, long direct, long heap) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static Footprint now() throws IOException {
        return new Footprint(countThreads(), countDescriptors(), directMemory(), heapAfterCollection());
    }

    private static long countThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("ForkJoinPool") && !name.startsWith("junit"))
                .count();
    }

    private static long countDescriptors() throws IOException {
        if (!Files.exists(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count();
        }
    }

    private static long directMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long heapAfterCollection() {
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
