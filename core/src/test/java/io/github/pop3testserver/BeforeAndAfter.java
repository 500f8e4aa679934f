package io.github.pop3testserver;

import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/** A program for a JVM of its own: tells which of the JVM's settings are others after a server than before. */
final class BeforeAndAfter {

    private BeforeAndAfter() {}

    /** Runs a server; with an argument it also asks for the truststore, and meddles itself. */
    public static void main(String[] arguments) throws Exception {
        JvmSettings.now(); // what the JDK does when it is asked for the first time is not of our doing
        Map<String, String> before = JvmSettings.now();
        Pop3Endpoint endpoint = serve();
        if (arguments.length > 0) {
            System.setProperty("javax.net.ssl.trustStorePassword", "meddled");
            SSLContext.setDefault(endpoint.sslContext());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
            System.out.println("trust store: " + endpoint.trustStore());
            System.out.println("authority: " + authority(endpoint.trustStore()));
        }
        Map<String, String> after = JvmSettings.now();
        TreeSet<String> names = new TreeSet<>(after.keySet());
        names.addAll(before.keySet());
        names.removeIf(name -> String.valueOf(before.get(name)).equals(after.get(name)));
        System.out.println("compared: " + before.size());
        System.out.println("changed: " + names);
    }

    /** With TLS, a login by a mechanism that makes random numbers, and a client that refuses. */
    private static Pop3Endpoint serve() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                .tls(Tls.EXPLICIT)
                .alsoImplicitTls()
                .apop()
                .start()) {
            server.maildrop().add(message("Invoice 4711"));
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.multiLine("RETR 1");
                client.command("DELE 1");
                client.command("QUIT");
            }
            server.certificate(TestCertificate.fromUnknownIssuer());
            try (RawClient client = RawClient.withoutTls(server.endpoint())) {
                client.readLine();
                client.command("AUTH SCRAM-SHA-256 biwsbj11c2VyLHI9YWJj");
            }
            server.goDown();
            server.comeUp();
            server.verify();
            return server.endpoint();
        }
    }

    static String authority(Path trustStore) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(trustStore)) {
            keyStore.load(in, "changeit".toCharArray());
        }
        String alias = keyStore.aliases().nextElement();
        return Base64.getEncoder()
                .encodeToString(keyStore.getCertificate(alias).getPublicKey().getEncoded());
    }
}
