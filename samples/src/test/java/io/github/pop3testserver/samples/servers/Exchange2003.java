package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Corruption.alteredBy;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.samples.servers.StatusLine.replacing;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.Corruption;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Base64;

/** Like Exchange Server 2003, installed in Chinese. The Chinese words stand for those of an installation. */
final class Exchange2003 implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.authMechanisms().capabilities("TOP", "USER", "PIPELINING", "EXPIRE NEVER", "UIDL", "SASL NTLM");
    }

    @Override
    public void prepare(Pop3TestServer server) {
        server.on(GREETING).always().corrupt(inGbk("+OK Microsoft Exchange Server 2003 POP3 服务器 6.5 就绪。\r\n"));
        server.on(QUIT).always().corrupt(inGbk("+OK Microsoft Exchange Server 2003 POP3 服务器正在注销。\r\n"));
        server.on(RETR)
                .always()
                .corrupt(replacing("^-ERR There's no message[^\r]*", "-ERR The specified message is out of range."));
    }

    static final Charset GBK = Charset.forName("GBK");

    private static Corruption inGbk(String reply) {
        return alteredBy(octets -> reply.getBytes(GBK));
    }

    /** A unique-id in the form of this server: Base64 of a number and a GUID. */
    static String uid(int id) {
        ByteBuffer octets = ByteBuffer.allocate(20)
                .putInt(id)
                .putLong(0x1234_5678_9abc_4defL)
                .putLong(0x09ab_0123_4567_89abL);
        return Base64.getEncoder().encodeToString(octets.array());
    }
}
