/** The entry points: the store, a conversation of it, and the interceptor of an app's requests. */
@org.jspecify.annotations.NullMarked
package io.histctl;
