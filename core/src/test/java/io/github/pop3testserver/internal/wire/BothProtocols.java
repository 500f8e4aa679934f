package io.github.pop3testserver.internal.wire;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test for each version of TLS that is in use. */
@ParameterizedTest
@ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
@Retention(RetentionPolicy.RUNTIME)
@interface BothProtocols {}
