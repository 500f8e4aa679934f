package io.github.pop3testserver.junit5;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;

/**
 * One point where a sweep cuts a connection.
 *
 * @param session the number of the session
 * @param skip how often the event occurs before that in the session
 * @param words describes the point in a test's name
 */
record SweepCut(Pop3Event event, int session, int skip, CutPoint at, String words) {

    /** @param test reported as the place where the fault was declared */
    InstalledFault installOn(Pop3TestServer server, boolean reset, String name, String test) {
        FaultTrigger trigger = server.on(event)
                .inSession(session)
                .afterSkipping(skip)
                .named(name)
                .declaredAt(test);
        return reset ? trigger.reset(at) : trigger.disconnect(at);
    }
}
