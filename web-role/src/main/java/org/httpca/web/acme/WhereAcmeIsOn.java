package org.httpca.web.acme;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** On each part of the ACME server: it is there unless {@code httpca.acme.enabled} is off. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(name = "httpca.acme.enabled", havingValue = "true", matchIfMissing = true)
public @interface WhereAcmeIsOn {}
