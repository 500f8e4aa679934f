import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.Pop3Event.RETR;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.MethodEntryRequest;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.SeedMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Counts the calls that the server makes for {@code RETR 2}. A second JVM runs a server and its client; this one watches the
 * server's thread with JDI, as a debugger does.
 *
 * <p>The count begins with the {@code onReady} that receives the line. It ends before the next {@code onReady}, so it includes
 * one turn of the event loop. A call is the entry of a method, a constructor, a lambda or a class initializer, and only classes
 * of this project count. A lambda is two calls: the object that the JDK makes for it, and the method with its body. A nested
 * class and a lambda belong to the type whose source file they are in. Nothing has been retrieved before, so the count includes
 * what runs only once in a JVM.
 *
 * <p>The message has five header fields: how many there are decides how often some methods are called.
 *
 * <p>Arguments: none, or {@code --order}.
 */
public final class Trace {

    private static final String FAULT = "disconnect(afterOctets(20))";

    private Trace() {}

    public static void main(String[] arguments) throws Exception {
        String argument = String.join(" ", arguments);
        switch (argument) {
            case "", "--order" -> trace(argument.equals("--order"));
            case Session.PLAIN -> Session.run(false);
            case Session.FAULTY -> Session.run(true);
            default -> throw new IllegalArgumentException("no \"" + argument + "\"; known: --order");
        }
    }

    private static void trace(boolean order) throws Exception {
        List<Call> plain = Tracer.calls(Session.PLAIN);
        List<Call> faulty = Tracer.calls(Session.FAULTY);
        if (order) {
            printOrder("RETR 2", plain);
            printOrder("RETR 2, " + FAULT, faulty);
        }
        System.out.println("| | Calls | Types | Changes of type |");
        System.out.println("|---|--:|--:|--:|");
        printRow("`RETR 2`", plain);
        printRow("`RETR 2`, `" + FAULT + "`", faulty);
    }

    private static void printRow(String what, List<Call> calls) {
        long types = calls.stream().map(Call::type).distinct().count();
        System.out.printf("| %s | %d | %d | %d |%n", what, calls.size(), types, runs(calls).size() - 1);
    }

    private static void printOrder(String what, List<Call> calls) {
        System.out.println(what);
        for (List<Call> run : runs(calls)) {
            StringJoiner methods = new StringJoiner(", ", "    " + run.get(0).type() + ": ", "");
            run.forEach(call -> methods.add(call.method()));
            System.out.println(methods);
        }
        System.out.println();
    }

    /** The calls in their order, those of one type in a row together. */
    private static List<List<Call>> runs(List<Call> calls) {
        List<List<Call>> runs = new ArrayList<>();
        String type = "";
        for (Call call : calls) {
            if (!call.type().equals(type)) {
                type = call.type();
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(call);
        }
        return runs;
    }

    /** @param type the name of its source file */
    private record Call(String type, String method) {}

    /** The debugger's side. */
    private static final class Tracer {

        private static final String PROJECT = "io.github.pop3testserver.";
        private static final long TIMEOUT_MILLIS = 60_000;

        private final VirtualMachine vm;
        private final List<Call> calls = new ArrayList<>();
        private ThreadReference server;
        private boolean over;

        private Tracer(String session) throws Exception {
            LaunchingConnector launcher = Bootstrap.virtualMachineManager().defaultConnector();
            var arguments = launcher.defaultArguments();
            arguments.get("options").setValue("-cp " + System.getProperty("java.class.path"));
            arguments.get("main").setValue("scripts/Trace.java " + session);
            vm = launcher.launch(arguments);
        }

        static List<Call> calls(String session) throws Exception {
            Tracer tracer = new Tracer(session);
            try {
                tracer.watch();
                return tracer.calls;
            } catch (VMDisconnectedException e) {
                tracer.vm.process().getErrorStream().transferTo(System.err);
                throw new IllegalStateException("the JVM with the server has ended; see above", e);
            } finally {
                tracer.vm.process().destroyForcibly();
            }
        }

        /** Method entries are requested late, since they make everything slow. */
        private void watch() throws Exception {
            ClassPrepareRequest start = vm.eventRequestManager().createClassPrepareRequest();
            start.addClassFilter(Start.class.getName());
            start.enable();
            while (!over) {
                EventSet events = vm.eventQueue().remove(TIMEOUT_MILLIS);
                if (events == null) {
                    throw new IllegalStateException("timed out after " + calls.size() + " calls");
                }
                events.forEach(this::note);
                events.resume();
            }
        }

        private void note(Event event) {
            if (event instanceof ClassPrepareEvent) {
                MethodEntryRequest entries = vm.eventRequestManager().createMethodEntryRequest();
                entries.addClassFilter(PROJECT + "*");
                entries.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
                entries.enable();
            } else if (event instanceof MethodEntryEvent entry) {
                note(entry);
            }
        }

        private void note(MethodEntryEvent entry) {
            String method = entry.method().name();
            if (method.equals("onReady")) {
                over = server != null;
                server = entry.thread();
            }
            if (!over && entry.thread().equals(server)) {
                String type = entry.method().declaringType().name().substring(PROJECT.length());
                calls.add(new Call(type.replaceFirst("\\$.*", ""), method));
            }
        }
    }

    /** The first use loads this class, and so tells the tracer to begin. */
    private static final class Start {

        static void now() {}
    }

    /** The second JVM's side: a server, and a client that retrieves one message. */
    private static final class Session {

        static final String PLAIN = "--session";
        static final String FAULTY = "--session-with-fault";

        private static final String MESSAGE = """
                From: alice@example.com
                To: bob@example.com
                Subject: Invoice
                Date: Thu, 1 Jan 2026 12:00:00 +0000
                Message-ID: <1@example.com>

                See the attachment.
                """;

        private final Socket socket;
        private final BufferedReader replies;

        private Session(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            replies.readLine();
        }

        static void run(boolean faulty) throws IOException {
            Pop3TestServer server = Pop3TestServer.builder().maildrop("alice", "secret").start();
            server.maildrop().add(3, number -> SeedMessage.raw(MESSAGE));
            if (faulty) {
                server.on(RETR).messageNumber(2).disconnect(afterOctets(20));
            }
            new Session(server.port()).retrieve();
        }

        private void retrieve() throws IOException {
            send("USER alice");
            send("PASS secret");
            Start.now();
            send("RETR 2");
            String line = "";
            while (line != null && !line.equals(".")) {
                line = replies.readLine();
            }
            // The server's next onReady, where the count ends; the tracer then ends this JVM.
            socket.close();
            System.in.read();
        }

        private void send(String command) throws IOException {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            replies.readLine();
        }
    }
}
