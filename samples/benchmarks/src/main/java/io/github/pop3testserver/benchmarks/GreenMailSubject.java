package io.github.pop3testserver.benchmarks;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;

/** GreenMail with its POP3 server only. */
final class GreenMailSubject {

    private GreenMailSubject() {}

    static RunningServer start(Load load) {
        ServerSetup setup =
                new ServerSetup(0, "127.0.0.1", load.tls() ? ServerSetup.PROTOCOL_POP3S : ServerSetup.PROTOCOL_POP3);
        setup.setServerStartupTimeout(60_000); // its two seconds are too few on a busy machine
        GreenMail greenMail = new GreenMail(setup);
        greenMail.start();
        Session session = Session.getInstance(new Properties());
        for (int i = 0; i < load.users(); i++) {
            GreenMailUser user = greenMail.setUser(Load.user(i), "password");
            for (int number = 0; number < load.messages(); number++) {
                user.deliver(message(session, load));
            }
        }
        int port = load.tls()
                ? greenMail.getPop3s().getPort()
                : greenMail.getPop3().getPort();
        return new RunningServer(port, greenMail::stop);
    }

    private static MimeMessage message(Session session, Load load) {
        try {
            return new MimeMessage(session, new ByteArrayInputStream(load.message()));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
