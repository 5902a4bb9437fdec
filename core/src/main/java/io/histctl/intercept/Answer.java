package io.histctl.intercept;

/**
 * What to do after an answer of the API.
 *
 * @param sendAgain whether {@code body} is a request to send in place of the refused one; otherwise it is the answer to
 *     hand to the app
 */
public record Answer(boolean sendAgain, byte[] body) {}
