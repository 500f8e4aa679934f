package io.github.pop3testserver.samples.play;

import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import java.util.List;

/** How to use the server. Each indented line that begins with the name of a program can be pasted into a shell. */
record Instructions(Pop3TestServer server) {

    private static final String TEXT = """
            A POP3 server listens on {host} until you press Ctrl-C.

              port {port}, without TLS or with STLS
              port {tlsPort}, with TLS; its CA is in {ca}
              user "user", password "password"; the maildrop has {mail}
              administrator "admin", password "secret", who may open this maildrop

            Type a session in another terminal:

              telnet {host} {port}
              nc {host} {port}
              openssl s_client -quiet -crlf -CAfile "{ca}" -connect {host}:{port} -starttls pop3
              openssl s_client -quiet -crlf -CAfile "{ca}" -connect {host}:{tlsPort}

            Log in there with one of these:

              USER user                              then PASS password
              AUTH LOGIN                             then dXNlcg== and cGFzc3dvcmQ=
              AUTH PLAIN AHVzZXIAcGFzc3dvcmQ=        user
              AUTH PLAIN dXNlcgBhZG1pbgBzZWNyZXQ=    admin, who opens the maildrop of user
              APOP user DIGEST                       printf '%s' '<TIMESTAMP>password' | openssl md5

            Or list, fetch and delete with curl:

              curl -u user:password pop3://{host}:{port}/
              curl -u user:password pop3://{host}:{port}/1
              curl -u user:password -I -X "DELE 1" pop3://{host}:{port}/
              curl -u user:password --cacert "{ca}" --ssl-reqd pop3://{host}:{port}/1
              curl -u user:password --cacert "{ca}" pop3s://{host}:{tlsPort}/1
            """;

    String text() {
        return TEXT.replace("{host}", server.host())
                .replace("{port}", Integer.toString(server.port()))
                .replace(
                        "{tlsPort}",
                        Integer.toString(server.implicitTlsEndpoint().port()))
                .replace("{ca}", server.endpoint().caFile().toString())
                .replace("{mail}", mail(server.maildrop().messages()));
    }

    private static String mail(List<MaildropMessage> messages) {
        long octets = messages.stream().mapToLong(MaildropMessage::size).sum();
        return messages.size() + (messages.size() == 1 ? " message" : " messages") + " of " + octets + " octets";
    }
}
