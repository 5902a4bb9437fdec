/** histctl in a Spring AI application, configured by Spring Boot. */
@org.jspecify.annotations.NullMarked
package io.histctl.spring.ai;
