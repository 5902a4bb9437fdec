package io.histctl.error;

/**
 * What would help against an error or a warning, for programs that offer an option or a command for it. The message says
 * the same in words, without naming an option of any program.
 */
public enum Remedy {
    /** No option or command helps. */
    NONE,
    /** Open another database file. */
    CHOOSE_OTHER_STORE,
    /** Check the store, part of which is damaged. */
    VERIFY,
    /** Wait longer for other writers. */
    RAISE_BUSY_TIMEOUT,
    /** Accept a database file that others than its owner may write. */
    ALLOW_SHARED_WRITE,
    /** List the conversations. */
    LIST_CONVERSATIONS,
    /** Show the turns of the conversation. */
    SHOW_TURNS,
    /** Name the index of the choice that the app continued with. */
    NAME_CHOICE,
    /** Name a model. */
    NAME_MODEL,
    /** Name a voice. */
    NAME_VOICE,
    /** Name a format of audio. */
    NAME_AUDIO_FORMAT,
    /** Request a reply that is not streamed. */
    DISABLE_STREAMING,
    /** Append a message. */
    APPEND_MESSAGE,
    /** Fold the history into a summary. */
    FOLD_INTO_SUMMARY,
    /** Allow more input tokens. */
    RAISE_TOKEN_LIMIT,
    /** Attach the words of speech. */
    ATTACH_TRANSCRIPT,
    /** Name a model that summarizes. */
    NAME_SUMMARY_MODEL,
    /** Name a model that transcribes. */
    NAME_TRANSCRIPTION_MODEL,
    /** Provide an API key. */
    PROVIDE_API_KEY
}
