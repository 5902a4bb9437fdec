/** histctl between Spring's {@code RestClient} or {@code RestTemplate} and the API. */
@org.jspecify.annotations.NullMarked
package io.histctl.spring.web;
