package io.histctl.wire.chat;

/**
 * A broken rule.
 *
 * @param rule V1 to V13
 * @param what is wrong, without what was said
 */
public record Problem(String rule, String what) {}
