open module com.example.invoices.test {
    requires com.example.invoices;
    requires io.github.pop3testserver.junit5;
    requires org.assertj.core;
    requires org.junit.jupiter.api;
}
