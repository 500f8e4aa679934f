package io.github.pop3testserver.internal.mime;

import java.util.Base64;
import java.util.Locale;

/** An attached file: its name, its media type, and its octets in base64. */
record Attachment(String name, String type, String base64) {

    static Attachment of(String name, String type, byte[] octets) {
        checkName(name);
        checkType(type);
        return new Attachment(name, type, Base64.getMimeEncoder().encodeToString(octets));
    }

    private static void checkName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    "the attachment's file name is empty; give it one, such as \"report.pdf\"");
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                throw new IllegalArgumentException("the attachment's file name \"" + name
                        + "\" holds the control character " + (int) name.charAt(i) + "; leave it out");
            }
        }
    }

    private static void checkType(String type) {
        int slash = type.indexOf('/');
        if (slash < 1 || slash == type.length() - 1 || !Ascii.isPrintable(type)) {
            throw new IllegalArgumentException(
                    "\"" + type + "\" is not a media type; write it as \"application/pdf\" (RFC 2045 section 5.1)");
        }
        Folding.fold("Content-Type", type); // refuses what is too long
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.startsWith("multipart/") || lower.startsWith("message/")) {
            throw new IllegalArgumentException("an attachment of type \"" + type
                    + "\" may not be in base64 (RFC 2045 section 6.4); compose such a message with a mail library, and"
                    + " seed it with writtenBy(mimeMessage::writeTo)");
        }
    }
}
