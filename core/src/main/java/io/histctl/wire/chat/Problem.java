package io.histctl.wire.chat;

import org.apiguardian.api.API;

/**
 * A broken rule.
 *
 * @param rule V1 to V14
 * @param what is wrong, without what was said
 */
@API(status = API.Status.INTERNAL)
public record Problem(String rule, String what) {}
