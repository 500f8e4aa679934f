package io.github.pop3testserver.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;

/** Names a server after its test or class. */
final class Title {

    private Title() {}

    /** {@code OuterTest.InnerTest.deletesAll}, followed by what distinguishes the invocation or the server. */
    static String of(ExtensionContext context, String serverName) {
        String title = context.getTestMethod().isPresent() ? ofTest(context) : ofClass(context);
        return serverName.isEmpty() ? title : title + ", " + serverName;
    }

    private static String ofClass(ExtensionContext context) {
        String type = context.getRequiredTestClass().getName();
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.');
    }

    private static String ofTest(ExtensionContext test) {
        String displayed = test.getDisplayName();
        boolean isUsual = displayed.startsWith(test.getRequiredTestMethod().getName() + "(");
        return isUsual ? ofMethod(test) : ofMethod(test) + ", " + displayed;
    }

    /** {@code OuterTest.InnerTest.deletesAll}, for all invocations of a test. */
    static String ofMethod(ExtensionContext test) {
        return ofClass(test) + "." + test.getRequiredTestMethod().getName();
    }
}
