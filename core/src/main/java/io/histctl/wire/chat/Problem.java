package io.histctl.wire.chat;

import org.apiguardian.api.API;

/**
 * A broken rule.
 *
 * @param rule V1 to V14
 * @param what is wrong, as a sentence that follows the name of the message and quotes no chat
 */
@API(status = API.Status.INTERNAL)
public record Problem(String rule, String what) {}
