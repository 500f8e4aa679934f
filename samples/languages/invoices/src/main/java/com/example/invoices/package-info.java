/** An application that fetches invoices by POP3. */
package com.example.invoices;
