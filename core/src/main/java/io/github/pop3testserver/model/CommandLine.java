package io.github.pop3testserver.model;

import io.github.pop3testserver.internal.octets.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * One command line as the client sent it: a keyword in any case, and arguments separated by one space each (RFC 1939
 * section 3).
 */
public final class CommandLine {

    /** The length does not depend on the secret's. */
    private static final String MASKED = "********";

    /** Keywords have four characters; a wrong one of this length, such as PASSWORD, is still shown. */
    private static final int LONGEST_KEYWORD = 8;

    /** In octets, CRLF included (RFC 2449 section 4). */
    private static final int LONGEST = 255;

    /** RFC 4422 section 3.1. */
    private static final int LONGEST_MECHANISM = 20;

    /** Enough to recognize an unexpected TLS handshake. */
    private static final int MOST_CONTROL_CHARACTERS = 4;

    private final byte[] octets;
    private final String text;
    private final String keyword;
    private final Pop3Event event;
    private final List<String> arguments;
    private final OptionalInt messageNumber;
    private final boolean controlCharacters;

    /** Parses everything at once, because each command is inspected many times. */
    private CommandLine(byte[] octets) {
        this.octets = octets;
        this.text = Utf8.orLatin1(octets);
        this.keyword = upperCase(word(text));
        this.event = eventOf(keyword);
        this.arguments = split(withoutTrailingSpaces(argument()));
        this.messageNumber = event.isAfterLogin() && event.mayNameMessage() && !arguments.isEmpty()
                ? messageNumber(arguments.get(0))
                : OptionalInt.empty();
        this.controlCharacters = findControlCharacters();
    }

    /** Returns a command line from its octets, without the line end. */
    public static CommandLine of(byte[] octets) {
        return new CommandLine(octets.clone());
    }

    /** Returns a command line from its text in UTF-8, without the line end. */
    public static CommandLine of(String text) {
        return new CommandLine(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the event of this command; {@link Pop3Event#UNKNOWN_COMMAND} if the keyword is unknown. */
    public Pop3Event event() {
        return event;
    }

    /** Returns the keyword in upper case. */
    public String keyword() {
        return keyword;
    }

    /** Returns everything after the space that follows the keyword, unchanged; empty if there is none. */
    public String argument() {
        int blank = text.indexOf(' ');
        return blank < 0 ? "" : text.substring(blank + 1);
    }

    /** Returns the octets of {@link #argument()}. */
    public byte[] argumentOctets() {
        int blank = 0;
        while (blank < octets.length && octets[blank] != ' ') {
            blank++;
        }
        int from = Math.min(blank + 1, octets.length);
        return Arrays.copyOfRange(octets, from, octets.length);
    }

    /** Returns the arguments. One space separates two of them; spaces at the end of the line are ignored. */
    public List<String> arguments() {
        return arguments;
    }

    private static List<String> split(String argument) {
        if (argument.isEmpty()) {
            return List.of();
        }
        int blank = argument.indexOf(' ');
        if (blank < 0) {
            return List.of(argument);
        }
        List<String> arguments = new ArrayList<>(2);
        int from = 0;
        for (; blank >= 0; blank = argument.indexOf(' ', from)) {
            arguments.add(argument.substring(from, blank));
            from = blank + 1;
        }
        arguments.add(argument.substring(from));
        return List.copyOf(arguments);
    }

    /** Returns the message-number of LIST, UIDL, TOP, RETR or DELE; empty if there is none, or it is not a number. */
    public OptionalInt messageNumber() {
        return messageNumber;
    }

    /**
     * Returns whether the line contains a character that RFC 1939 section 3 does not allow in a command: a control
     * character, or a space other than U+0020. User names and passwords may contain any character beyond US-ASCII.
     */
    public boolean hasControlCharacters() {
        return controlCharacters;
    }

    private boolean findControlCharacters() {
        int nameStart = keyword.length() + 1;
        int nameEnd = nameEnd();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean printable = c >= ' ' && c < 0x7F;
            boolean inName = i >= nameStart && i < nameEnd;
            if (!printable && (inName ? c <= 0x7F : Character.isISOControl(c) || isOtherSpace(c))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether the line exceeds 255 octets, including CRLF (RFC 2449 section 4). AUTH lines never do: SASL may
     * need longer ones.
     */
    public boolean isTooLong() {
        return octets.length + 2 > LONGEST && event != Pop3Event.AUTH;
    }

    /** Where the user name or the password ends, which follows the keyword; 0 if there is none. */
    private int nameEnd() {
        return switch (event) {
            case USER, PASS -> text.length();
            case APOP -> withoutTrailingSpaces(text).lastIndexOf(' ');
            default -> 0;
        };
    }

    /** The space, line and paragraph separators of Unicode. */
    private static boolean isOtherSpace(char c) {
        return c != ' ' && Character.isSpaceChar(c);
    }

    /**
     * Returns the whole line as the client sent it, including secrets. It is decoded as UTF-8 or, if it is not valid
     * UTF-8, as ISO-8859-1.
     */
    public String text() {
        return text;
    }

    /**
     * Returns the line with secrets masked and control characters escaped, such as {@code \\x00}. Of an unknown command
     * only the keyword is shown, and of any command nothing after a CR: the rest may be a password.
     */
    @Override
    public String toString() {
        return switch (event) {
            case PASS -> masked(1);
            case APOP -> masked(2);
            case AUTH -> masked(isName(word(argument()), LONGEST_MECHANISM) ? 2 : 1);
            case UNKNOWN_COMMAND -> maskedUnknown();
            default -> maskedAfterCr();
        };
    }

    /** A client that ends its lines with CR alone sends all of them, its password too, in one line. */
    private String maskedAfterCr() {
        int end = text.indexOf('\r') + 1;
        return end == 0 || end == text.length() ? printable(text) : printable(text.substring(0, end)) + MASKED;
    }

    private String maskedUnknown() {
        String word = word(text);
        int end = isName(word, LONGEST_KEYWORD) ? word.length() : controlCharacters();
        String rest = text.substring(end);
        if (rest.isBlank()) {
            return printable(text);
        }
        return printable(text.substring(0, end)) + (rest.startsWith(" ") ? " " : "") + MASKED;
    }

    /** Changes only US-ASCII letters: a dotless i must not become an I. */
    private static String upperCase(String word) {
        StringBuilder upper = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            upper.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        }
        return upper.toString();
    }

    private static String word(String text) {
        int blank = text.indexOf(' ');
        return blank < 0 ? text : text.substring(0, blank);
    }

    private static String withoutTrailingSpaces(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    /** Whether this may be a keyword or a mechanism; in base64 both cases are mixed. */
    private static boolean isName(String word, int longest) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean fits = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!fits && "*-_".indexOf(c) < 0) {
                return false;
            }
        }
        boolean ofOneCase = word.equals(word.toUpperCase(Locale.ROOT)) || word.equals(word.toLowerCase(Locale.ROOT));
        return !word.isEmpty() && word.length() <= longest && ofOneCase;
    }

    /** The number of leading control characters, as far as they are shown. */
    private int controlCharacters() {
        int count = 0;
        while (count < Math.min(text.length(), MOST_CONTROL_CHARACTERS) && text.charAt(count) < ' ') {
            count++;
        }
        return count;
    }

    /** The first words, and asterisks for all the rest. */
    private String masked(int words) {
        int end = -1;
        for (int word = 0; word < words; word++) {
            end = text.indexOf(' ', end + 1);
            if (end < 0) {
                return printable(text);
            }
        }
        return printable(text.substring(0, end + 1)) + MASKED;
    }

    /** By its value, whatever its length; empty if it is not a number, or larger than any message-number. */
    private static OptionalInt messageNumber(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            number = Math.min(10 * number + digit, Integer.MAX_VALUE + 1L);
        }
        return digits.isEmpty() || number > Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) number);
    }

    /** Returns whether the other object is the same line. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CommandLine that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    private static Pop3Event eventOf(String keyword) {
        return switch (keyword) {
            case "CAPA" -> Pop3Event.CAPA;
            case "STLS" -> Pop3Event.STLS;
            case "USER" -> Pop3Event.USER;
            case "PASS" -> Pop3Event.PASS;
            case "APOP" -> Pop3Event.APOP;
            case "AUTH" -> Pop3Event.AUTH;
            case "UTF8" -> Pop3Event.UTF8;
            case "STAT" -> Pop3Event.STAT;
            case "LIST" -> Pop3Event.LIST;
            case "UIDL" -> Pop3Event.UIDL;
            case "TOP" -> Pop3Event.TOP;
            case "RETR" -> Pop3Event.RETR;
            case "DELE" -> Pop3Event.DELE;
            case "NOOP" -> Pop3Event.NOOP;
            case "RSET" -> Pop3Event.RSET;
            case "QUIT" -> Pop3Event.QUIT;
            default -> Pop3Event.UNKNOWN_COMMAND;
        };
    }

    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || isOtherSpace(c)) {
                HexFormat hex = HexFormat.of();
                printable.append(c <= 0xFF ? "\\x" + hex.toHexDigits((byte) c) : "\\u" + hex.toHexDigits(c));
            } else {
                printable.append(c);
            }
        }
        return printable.toString();
    }
}
