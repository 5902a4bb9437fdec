package io.histctl.cli.view;

import io.histctl.error.Remedy;

/** The option or command of histctl that offers a remedy. */
public final class RemedyText {
    private RemedyText() {}

    /** The remedy in parentheses, to append to an error; empty for an error without a remedy. */
    public static String of(Remedy remedy) {
        String offer = offer(remedy);
        return offer.isEmpty() ? "" : " (" + offer + ")";
    }

    private static String offer(Remedy remedy) {
        return switch (remedy) {
            case NONE -> "";
            case CHOOSE_OTHER_STORE -> "--db FILE";
            case VERIFY -> "histctl verify";
            case RAISE_BUSY_TIMEOUT -> "--busy-timeout DURATION";
            case ALLOW_SHARED_WRITE -> "--writable-by-others";
            case LIST_CONVERSATIONS -> "histctl list";
            case SHOW_TURNS -> "histctl show CONVERSATION";
            case NAME_CHOICE -> "--choice N";
            case NAME_MODEL -> "--model M";
            case NAME_VOICE -> "--voice V";
            case NAME_AUDIO_FORMAT -> "--audio-format F";
            case DISABLE_STREAMING -> "--no-stream";
            case APPEND_MESSAGE -> "--append FILE";
            case FOLD_INTO_SUMMARY -> "--resume summary";
            case RAISE_TOKEN_LIMIT -> "--max-tokens N";
            case ATTACH_TRANSCRIPT -> "histctl transcript CONVERSATION POSITION FILE";
            case NAME_SUMMARY_MODEL -> "--summary-model M";
            case NAME_TRANSCRIPTION_MODEL -> "--transcription-model M";
            case PROVIDE_API_KEY -> "--key-file FILE";
        };
    }
}
