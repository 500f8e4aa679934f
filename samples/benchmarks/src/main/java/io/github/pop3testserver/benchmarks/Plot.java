package io.github.pop3testserver.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/** Time and heap over a number, both on logarithmic axes: what grows in proportion is a straight line like the dashed one. */
record Plot(String what, String timed, List<Point> points) {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 180;
    private static final int LEFT = 50;
    private static final int TOP = 30;
    private static final double LEAST = 0.001;

    String svg() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 270\" font-family=\"sans-serif\" font-size=\"11\">\n"
                + "<rect width=\"760\" height=\"270\" fill=\"white\"/>\n"
                + panel(0, timed + ", ms", Point::millis)
                + panel(380, "Heap, MiB", Point::mebibytes)
                + "</svg>\n";
    }

    private String panel(int x, String title, ToDoubleFunction<Point> figure) {
        Axis across = Axis.of(points.stream().mapToDouble(Point::count).toArray(), WIDTH);
        Axis up = Axis.of(
                points.stream()
                        .mapToDouble(point -> Math.max(LEAST, figure.applyAsDouble(point)))
                        .toArray(),
                HEIGHT);
        StringBuilder svg = new StringBuilder();
        svg.append(format("<g transform=\"translate(%d %d)\">%n", x + LEFT, TOP));
        svg.append(text(0, -10, "start", title));
        svg.append(text(WIDTH, HEIGHT + 36, "end", what));
        for (int power = across.from; power <= across.to; power++) {
            double at = across.at(Math.pow(10, power));
            svg.append(line(at, 0, at, HEIGHT)).append(text(at, HEIGHT + 16, "middle", label(power)));
        }
        for (int power = up.from; power <= up.to; power++) {
            double at = HEIGHT - up.at(Math.pow(10, power));
            svg.append(line(0, at, WIDTH, at)).append(text(-6, at + 4, "end", label(power)));
        }
        StringJoiner path = new StringJoiner(" ");
        for (Point point : points) {
            double at = across.at(point.count());
            double height = HEIGHT - up.at(Math.max(LEAST, figure.applyAsDouble(point)));
            path.add(format("%.1f,%.1f", at, height));
            svg.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"#06c\"/>%n", at, height));
        }
        svg.append(format("<polyline points=\"%s\" fill=\"none\" stroke=\"#06c\" stroke-width=\"1.5\"/>%n", path));
        svg.append(proportional(across, up, figure));
        return svg.append("</g>\n").toString();
    }

    /** From the last point back: where the others would be if all grew in proportion. */
    private String proportional(Axis across, Axis up, ToDoubleFunction<Point> figure) {
        Point last = points.get(points.size() - 1);
        double end = Math.max(LEAST, figure.applyAsDouble(last));
        double lowest = Math.pow(10, up.from);
        double first = Math.max(points.get(0).count(), lowest * last.count() / end);
        return format(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#888\" stroke-dasharray=\"4 3\"/>%n",
                across.at(first),
                HEIGHT - up.at(end * first / last.count()),
                across.at(last.count()),
                HEIGHT - up.at(end));
    }

    private static String line(double x1, double y1, double x2, double y2) {
        return format("<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"#ddd\"/>%n", x1, y1, x2, y2);
    }

    private static String text(double x, double y, String anchor, String text) {
        return format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
    }

    private static String label(int power) {
        return power < 0 ? format("%." + -power + "f", Math.pow(10, power)) : format("%,.0f", Math.pow(10, power));
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /** From one power of ten to another. */
    private record Axis(int from, int to, int length) {

        static Axis of(double[] values, int length) {
            double least = Double.MAX_VALUE;
            double most = Double.MIN_VALUE;
            for (double value : values) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            int from = (int) Math.floor(Math.log10(least));
            return new Axis(from, Math.max(from + 1, (int) Math.ceil(Math.log10(most))), length);
        }

        double at(double value) {
            return (Math.log10(value) - from) / (to - from) * length;
        }
    }
}
