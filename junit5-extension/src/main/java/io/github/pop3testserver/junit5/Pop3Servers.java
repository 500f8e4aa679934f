package io.github.pop3testserver.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Contains several {@link Pop3Server} annotations. The compiler adds it. */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(Pop3ServerExtension.class)
@ExtendWith(TimeoutWatch.class)
public @interface Pop3Servers {

    /** Returns the contained annotations. */
    Pop3Server[] value();
}
