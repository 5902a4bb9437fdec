package io.histctl.record.imports;

import io.histctl.record.Exchange;

/** Receives what a {@link HistoryReader} finds in a file, and records it. */
public interface HistorySink {
    /** Begins the next item of the file, to which notes and problems refer. */
    void begin();

    /** An exchange of a conversation; which of its messages are new is determined by their content. */
    void exchange(String conversation, Exchange exchange);

    /**
     * An exchange with only the messages that follow a reply. Different messages that are stored after that reply are
     * replaced, so the current branch of a conversation comes last.
     *
     * @param reply id of the response that the messages follow; empty if they are the first of the conversation
     */
    void exchangeAfter(String conversation, String reply, Exchange exchange);

    /**
     * An exchange whose request shows the whole history, of a conversation without an id. It is added to the
     * conversation that it continues, if exactly one does.
     *
     * @param name id of the conversation if it begins a new one
     */
    void logged(String name, Exchange exchange);

    /** Gives a conversation a title, unless it has one. */
    void title(String conversation, String title);

    /** Reports something of the current item that is not kept, or assumed, in one sentence without what was said. */
    void note(String text);

    /** Reports why the current item, or a part of it, can't be read, in one sentence without what was said. */
    void problem(String reason);
}
