package io.histctl.model;

/** The orders in which conversations can be listed; conversations of the same time are listed by their ids. */
public enum ConversationOrder {
    /** By the time of the newest exchange, the newest first. */
    UPDATED,
    /** By the time of the first recorded exchange, the newest first. */
    CREATED,
    /** By id, in the order of its UTF-8 bytes. */
    NAME
}
