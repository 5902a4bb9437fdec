package io.histctl.openai;

import org.jspecify.annotations.Nullable;

/**
 * What a model answered.
 *
 * @param refusal empty where it did not refuse
 * @param finish why it ended; null where the server doesn't say
 */
record Completion(String text, String refusal, @Nullable String finish) {}
