package io.histctl.resume;

/** Why a turn is sent, folded or omitted. {@link PlannedTurn#speech()} has the details of a reason about audio. */
public enum Reason {
    /** Sent: it belongs to the newest leading instructions. */
    LEADING_INSTRUCTIONS,
    /** Omitted: newer leading instructions replaced it. */
    SUPERSEDED_INSTRUCTIONS,
    /** Sent: an instruction from a part of the conversation that is folded. */
    FOLDED_INSTRUCTIONS,
    /** Omitted: the app edited or regenerated this part of the conversation. */
    REPLACED,

    /** Sent unchanged. */
    UNCHANGED,
    /** Sent with placeholders: images or files that it refers to have expired. */
    REFERENCE_EXPIRED,
    /** Sent as its transcript: the user's recorded speech was deleted. */
    SOUND_DELETED,
    /** Sent: text that the assistant wrote. */
    TEXT,
    /** Sent: text that accompanied audio whose id can no longer be used. */
    TEXT_WITHOUT_AUDIO,
    /** Sent: the model refused. */
    REFUSAL,
    /** Omitted: a reply without any content. */
    EMPTY,

    /** Sent by its audio id. */
    AUDIO_USABLE,
    /** Folded or sent as its transcript: its audio id expires within the margin. */
    AUDIO_EXPIRING,
    /** Folded or sent as its transcript: its audio id has expired. */
    AUDIO_EXPIRED,
    /** Folded or sent as its transcript: the API does not have its audio id. */
    AUDIO_GONE,
    /** Folded or sent as its transcript: its audio id was pruned. */
    AUDIO_PRUNED,
    /** Omitted: the user heard nothing of it. */
    UNHEARD,

    /** Sent: tool calls, whose results follow. */
    TOOL_CALLS,
    /** Only its tool calls are sent, because its words would endanger the voice and results are appended. */
    CALLS_WITHOUT_WORDS,
    /** Only its tool calls are sent, because the user heard nothing of it. */
    CALLS_OF_UNHEARD,
    /** Omitted: its tool calls have no results. */
    UNANSWERED_CALLS,
    /** Omitted: a tool result whose call is not sent. */
    ORPHAN_RESULT,
    /** Omitted: the call has a result already. */
    DUPLICATE_RESULT,

    /** Folded: the assistant's text would endanger the voice. */
    TEXT_ENDANGERS_VOICE,
    /** Folded: it precedes a turn that must be folded. */
    PRECEDES_FOLDED,
    /** Folded: it belongs to the same exchange as a turn that must be folded. */
    SAME_EXCHANGE,
    /** Folded: the policy asked for it. */
    POLICY,
    /** Folded to fit the token limit. */
    TOKEN_LIMIT;

    static Reason of(AudioStatus.State state) {
        return switch (state) {
            case USABLE -> AUDIO_USABLE;
            case EXPIRING -> AUDIO_EXPIRING;
            case EXPIRED -> AUDIO_EXPIRED;
            case GONE -> AUDIO_GONE;
            case PRUNED -> AUDIO_PRUNED;
        };
    }
}
