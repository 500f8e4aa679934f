package io.github.pop3testserver.junit5;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.Pop3Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Carries a command out, and replies with something else than POP3 has there. */
final class GarbleFaults implements SweepKind {

    @Override
    public List<SweepFault> faultsOf(RecordedRun recorded) {
        List<SweepFault> garbled = new ArrayList<>();
        for (SweepStep step : recorded.steps()) {
            if (step.isAnswered()) {
                addVariantsOf(step, garbled);
            }
        }
        return garbled;
    }

    private static void addVariantsOf(SweepStep step, List<SweepFault> garbled) {
        String foreign = step.event() == Pop3Event.GREETING ? "220 mail.example.com ESMTP" : "* OK IMAP4rev1 ready";
        garbled.add(garble(step, "is another protocol's line", reply -> foreign + "\r\n"));
        garbled.add(garble(step, "is an empty line", reply -> "\r\n"));
        if (step.announcesNumber()) {
            garbled.add(garble(step, "has a number that is not one", GarbleFaults::withoutNumber));
        }
        if (step.isListing() && step.octets() > 0) {
            garbled.add(garble(step, "omits a message", GarbleFaults::withoutFirstLine));
        }
    }

    private static SweepFault garble(SweepStep step, String how, UnaryOperator<String> change) {
        Corruption corruption = Corruption.alteredBy(
                octets -> change.apply(new String(octets, ISO_8859_1)).getBytes(ISO_8859_1));
        return SweepFault.at(step, FaultKind.GARBLE, step.reply() + " " + how, trigger -> trigger.corrupt(corruption));
    }

    /** The first number in the line of a message, or else of the whole reply. */
    private static String withoutNumber(String reply) {
        int from = isMultiLine(reply) ? reply.indexOf('\n') + 1 : 0;
        return reply.substring(0, from) + reply.substring(from).replaceFirst("\\d+", "NaN");
    }

    private static boolean isMultiLine(String reply) {
        return reply.indexOf('\n') < reply.length() - 1;
    }

    private static String withoutFirstLine(String listing) {
        int from = listing.indexOf('\n') + 1;
        return listing.substring(0, from) + listing.substring(listing.indexOf('\n', from) + 1);
    }
}
