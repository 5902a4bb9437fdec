/** histctl between an OkHttp client and the API. */
@org.jspecify.annotations.NullMarked
package io.histctl.okhttp;
