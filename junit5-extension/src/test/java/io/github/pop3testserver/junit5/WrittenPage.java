package io.github.pop3testserver.junit5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTML page that is well-formed XML, as its elements. Our module does not read the JDK's parser. */
final class WrittenPage {

    private static final String DOCTYPE = "<!DOCTYPE html>\n";
    private static final Pattern MARKUP = Pattern.compile("<(/?)([a-z][a-z0-9]*)((?: [a-z-]+=\"[^\"<>]*\")*)(/?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile(" ([a-z-]+)=\"([^\"]*)\"");
    private static final Pattern LONE_AMPERSAND = Pattern.compile("&(?!(amp|lt|gt|quot|#39);)");

    /** @param text all text in it */
    record Element(String name, Map<String, String> attributes, StringBuilder text) {

        String attribute(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }

        /** With one space for each piece of white space. */
        String words() {
            return text.toString().replaceAll("\\s+", " ").strip();
        }
    }

    private final List<Element> elements = new ArrayList<>();
    private final Deque<Element> open = new ArrayDeque<>();

    private WrittenPage() {}

    /** Fails if an element is not closed, or a character of text is taken for markup. */
    static WrittenPage of(String html) {
        if (!html.startsWith(DOCTYPE)) {
            throw new AssertionError("no doctype: " + html);
        }
        WrittenPage page = new WrittenPage();
        page.read(html.substring(DOCTYPE.length()));
        return page;
    }

    private void read(String html) {
        html.chars()
                .filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t')
                .forEach(c -> {
                    throw new AssertionError("a control character: " + c);
                });
        Matcher markup = MARKUP.matcher(html);
        int at = 0;
        while (markup.find()) {
            text(html.substring(at, markup.start()));
            tag(markup);
            at = markup.end();
        }
        text(html.substring(at));
        if (!open.isEmpty()) {
            throw new AssertionError("not closed: " + open);
        }
    }

    private void text(String raw) {
        if (raw.indexOf('<') >= 0 || LONE_AMPERSAND.matcher(raw).find()) {
            throw new AssertionError("markup in text: " + raw);
        }
        open.forEach(element -> element.text().append(unescaped(raw)));
    }

    private static String unescaped(String raw) {
        return raw.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private void tag(Matcher markup) {
        text(" ");
        String name = markup.group(2);
        if (!markup.group(1).isEmpty()) {
            if (!open.pop().name().equals(name)) {
                throw new AssertionError("closes another element: " + markup.group());
            }
            return;
        }
        Map<String, String> attributes = new TreeMap<>();
        Matcher attribute = ATTRIBUTE.matcher(markup.group(3));
        while (attribute.find()) {
            attributes.put(attribute.group(1), unescaped(attribute.group(2)));
        }
        Element element = new Element(name, attributes, new StringBuilder());
        elements.add(element);
        if (markup.group(4).isEmpty()) {
            open.push(element);
        }
    }

    /** In the order of the page. */
    List<Element> elements(String name) {
        return elements.stream().filter(element -> element.name().equals(name)).toList();
    }

    List<Element> all() {
        return elements;
    }

    /** The cells of each row of its table. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (Element element : elements) {
            if (element.name().equals("tr")) {
                rows.add(new ArrayList<>());
            } else if (element.name().equals("th") || element.name().equals("td")) {
                rows.get(rows.size() - 1).add(element.words());
            }
        }
        return rows;
    }

    /** The text of the elements with a class. */
    List<String> ofClass(String styled) {
        return elements.stream()
                .filter(element ->
                        List.of(element.attribute("class").split(" ")).contains(styled))
                .map(Element::words)
                .toList();
    }

    Element withId(String id) {
        return elements.stream()
                .filter(element -> element.attribute("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no element has the id " + id));
    }
}
