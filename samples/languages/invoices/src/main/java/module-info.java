/** An application that fetches invoices. */
module com.example.invoices {
    requires transitive jakarta.mail;
    requires org.eclipse.angus.mail;

    exports com.example.invoices;
}
