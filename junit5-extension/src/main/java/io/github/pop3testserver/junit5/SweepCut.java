package io.github.pop3testserver.junit5;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;

/**
 * One place where a sweep cuts the line.
 *
 * @param session the number of the session
 * @param skip how often the event comes before in that session
 * @param words the place as a test's name tells it
 */
record SweepCut(Pop3Event event, int session, int skip, CutPoint at, String words) {

    /** @param test in whose name the line is cut */
    InstalledFault installOn(Pop3TestServer server, boolean reset, String name, String test) {
        FaultTrigger trigger = server.on(event)
                .inSession(session)
                .afterSkipping(skip)
                .named(name)
                .declaredAt(test);
        return reset ? trigger.reset(at) : trigger.disconnect(at);
    }
}
