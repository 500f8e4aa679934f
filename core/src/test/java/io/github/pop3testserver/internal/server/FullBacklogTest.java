package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FullBacklogTest {

    private static ServerSocketChannel listening(int backlog) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return ServerSocketChannel.open().bind(any, backlog);
    }

    @Test
    void aSystemThatLetsEveryClientInIsFoundOut() throws IOException {
        ServerSocketChannel longQueue = listening(1024);
        assertThatThrownBy(() -> FullBacklog.of(longQueue))
                .isInstanceOf(IOException.class)
                .hasMessage("the system still lets clients in after 64");
        assertThat(longQueue.isOpen()).isFalse();
    }

    @Test
    void aPortThatIsClosedIsFoundOut() throws IOException {
        ServerSocketChannel closed = listening(FullBacklog.LENGTH);
        closed.close();
        assertThatThrownBy(() -> FullBacklog.of(closed)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void resetsWaitingClientsWhenItCloses() throws IOException {
        ServerSocketChannel shortQueue = listening(FullBacklog.LENGTH);
        InetSocketAddress address = (InetSocketAddress) shortQueue.getLocalAddress();
        FullBacklog.of(shortQueue).close();
        assertThat(shortQueue.isOpen()).isFalse();
        assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }
}
