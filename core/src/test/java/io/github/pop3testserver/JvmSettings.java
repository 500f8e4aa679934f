package io.github.pop3testserver;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Security;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** What belongs to the whole JVM, and what lies in its working directory: each thing by its name. */
final class JvmSettings {

    /** Java 17 cannot list those that there are. */
    private static final String[] SECURITY_PROPERTIES = {
        "jdk.tls.disabledAlgorithms",
        "jdk.certpath.disabledAlgorithms",
        "keystore.type",
        "ssl.KeyManagerFactory.algorithm",
        "ssl.TrustManagerFactory.algorithm",
        "networkaddress.cache.ttl",
    };

    private JvmSettings() {}

    static Map<String, String> now() throws IOException, GeneralSecurityException, ReflectiveOperationException {
        Map<String, String> settings = new TreeMap<>();
        System.getProperties().forEach((name, value) -> settings.put("property " + name, value.toString()));
        for (String name : SECURITY_PROPERTIES) {
            settings.put("security property " + name, String.valueOf(Security.getProperty(name)));
        }
        settings.put("security providers", Arrays.toString(Security.getProviders()));
        settings.put("default SSLContext", identity(SSLContext.getDefault()));
        settings.put("SSLSocketFactory of HTTPS", identity(HttpsURLConnection.getDefaultSSLSocketFactory()));
        settings.put("HostnameVerifier of HTTPS", identity(HttpsURLConnection.getDefaultHostnameVerifier()));
        settings.put("authorities trusted by default", authorities());
        settings.put("Authenticator", identity(Authenticator.getDefault()));
        settings.put("ProxySelector", identity(ProxySelector.getDefault()));
        settings.put("CookieHandler", identity(CookieHandler.getDefault()));
        settings.put("ResponseCache", identity(ResponseCache.getDefault()));
        settings.put("UncaughtExceptionHandler", identity(Thread.getDefaultUncaughtExceptionHandler()));
        settings.put("context class loader", identity(Thread.currentThread().getContextClassLoader()));
        settings.put("System.in", identity(System.in));
        settings.put("System.out", identity(System.out));
        settings.put("System.err", identity(System.err));
        settings.put("locale", Locale.getDefault().toString());
        settings.put("time zone", TimeZone.getDefault().getID());
        settings.put("shutdown hooks", shutdownHooks());
        settings.put("files", files());
        return settings;
    }

    private static String identity(Object object) {
        return object == null ? "none" : object.getClass().getName() + "@" + System.identityHashCode(object);
    }

    private static String authorities() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        Set<String> keys = new HashSet<>();
        for (var certificate : ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()) {
            keys.add(Base64.getEncoder()
                    .encodeToString(certificate.getPublicKey().getEncoded()));
        }
        return keys.size() + " keys, hash " + keys.hashCode();
    }

    /** Has to be opened by {@code --add-opens}. */
    private static String shutdownHooks() throws ReflectiveOperationException {
        Field hooks = Class.forName("java.lang.ApplicationShutdownHooks").getDeclaredField("hooks");
        hooks.setAccessible(true);
        return ((Map<?, ?>) hooks.get(null)).keySet().toString();
    }

    private static String files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .toList()
                    .toString();
        }
    }
}
