package io.github.pop3testserver.junit5;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class with the JUnit of its own class loader, and tells what failed. */
final class IsolatedRun implements Function<String, List<String>> {

    /** In a thread of its own: a worker of JUnit's that waits may run other tests meanwhile, with the wrong JUnit. */
    static List<String> failuresOf(Class<?> testClass, ClassLoader loader) throws Exception {
        FutureTask<List<String>> run = new FutureTask<>(() -> runIn(loader).apply(testClass.getName()));
        Thread thread = new Thread(run, "in another class loader");
        // Where JUnit looks for its engine.
        thread.setContextClassLoader(loader);
        thread.start();
        return run.get();
    }

    @SuppressWarnings("unchecked")
    private static Function<String, List<String>> runIn(ClassLoader loader) throws ReflectiveOperationException {
        Constructor<?> constructor =
                loader.loadClass(IsolatedRun.class.getName()).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Function<String, List<String>>) constructor.newInstance();
    }

    /** The directory or jar that a class comes from; a module that is patched for tests has several. */
    static URL rootOf(Class<?> type) throws MalformedURLException {
        String path = type.getName().replace('.', '/') + ".class";
        String url = String.valueOf(type.getClassLoader().getResource(path));
        return URI.create(url.substring(0, url.length() - path.length()).replaceAll("^jar:|!/$", ""))
                .toURL();
    }

    @Override
    public List<String> apply(String testClass) {
        Failures failures = new Failures(new CopyOnWriteArrayList<>());
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(testClass))
                                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                                .build(),
                        failures);
        return List.copyOf(failures.messages());
    }

    private record Failures(List<String> messages) implements TestExecutionListener {

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(failure -> messages.add(failure.toString()));
        }
    }
}
