package io.github.pop3testserver.internal.mime;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a message that is still to be composed. Each step returns a copy.
 *
 * @param text the plain text, or null for none
 * @param html the HTML text, or null for none
 * @param requestedSize the length of the whole message in octets, or {@link #NATURAL_SIZE}
 */
public record Draft(
        List<HeaderField> fields,
        @Nullable String text,
        @Nullable String html,
        List<Attachment> attachments,
        long requestedSize)
        implements MessageSource {

    /** The message is as long as its content makes it. */
    static final long NATURAL_SIZE = -1;

    /** The draft to begin with: no header fields, no text, no attachments. */
    public static final Draft EMPTY = new Draft(List.of(), null, null, List.of(), NATURAL_SIZE);

    public Draft {
        fields = List.copyOf(fields);
        attachments = List.copyOf(attachments);
    }

    /** Adds a Date and a Message-ID, which a maildrop replaces. */
    public Draft withProvisionalPostmark() {
        List<HeaderField> more = new ArrayList<>(fields);
        more.add(Postmark.NO_DATE);
        more.add(Postmark.NO_MESSAGE_ID);
        return new Draft(more, text, html, attachments, requestedSize);
    }

    @Override
    public Draft postmarked(Instant date, long number) {
        Postmark postmark = new Postmark(date, number, subject());
        List<HeaderField> marked = new ArrayList<>(fields.size());
        for (HeaderField field : fields) {
            marked.add(postmark.on(field));
        }
        return new Draft(marked, text, html, attachments, requestedSize);
    }

    /** Adds a header field, or replaces the one of that name if the composer writes such a field itself. */
    public Draft withHeader(String name, String value) {
        HeaderField field = HeaderField.of(name, value);
        List<HeaderField> changed = new ArrayList<>(fields);
        int old = field.isOwn() ? indexOf(name) : -1;
        if (old < 0) {
            changed.add(field);
        } else {
            changed.set(old, field);
        }
        return new Draft(changed, text, html, attachments, requestedSize);
    }

    /** Sets the Date, to the second. */
    public Draft withDate(ZonedDateTime date) {
        return withHeader("Date", MailDate.format(date));
    }

    /** Sets the plain text. */
    public Draft withText(String plain) {
        return new Draft(fields, plain, html, attachments, requestedSize);
    }

    /** Sets the HTML text. */
    public Draft withHtml(String markup) {
        return new Draft(fields, text, markup, attachments, requestedSize);
    }

    /** Adds an attachment. */
    public Draft withAttachment(String name, String type, byte[] octets) {
        List<Attachment> more = new ArrayList<>(attachments);
        more.add(Attachment.of(name, type, octets));
        return new Draft(fields, text, html, more, requestedSize);
    }

    /**
     * Sets the length of the whole message, in octets.
     *
     * @throws IllegalArgumentException if the message is longer already
     */
    public Draft withSize(long octets) {
        Draft sized = new Draft(fields, text, html, attachments, octets);
        MessageComposer.checkSize(sized);
        return sized;
    }

    @Override
    public Draft draft() {
        return this;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a later step made the message longer than the requested size
     */
    @Override
    public byte[] content() {
        return MessageComposer.compose(this);
    }

    @Override
    public String subject() {
        int index = indexOf("Subject");
        return index < 0 ? "" : fields.get(index).value();
    }

    @Override
    public long size() {
        return isSized() ? requestedSize : content().length;
    }

    boolean isSized() {
        return requestedSize != NATURAL_SIZE;
    }

    boolean hasHeader(String name) {
        return indexOf(name) >= 0;
    }

    private int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }
}
