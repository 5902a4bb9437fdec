/** What a user meets first: the store, a conversation, an export, and the errors. */
@org.jspecify.annotations.NullMarked
package io.histctl;
