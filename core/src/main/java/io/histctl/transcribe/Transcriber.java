package io.histctl.transcribe;

import io.histctl.media.Media;

/**
 * Writes down what is said in a sound. Implementations must be thread-safe.
 *
 * <p>A transcriber of your own is a lambda:
 *
 * <pre>{@code
 * Transcriber transcriber = sound -> myModel.transcribe(sound.bytes());
 * }</pre>
 *
 * <p>It is called while no transaction is open, so it may take its time.
 */
@FunctionalInterface
public interface Transcriber {
    /**
     * Writes down what is said in a sound.
     *
     * @param sound as a file that other programs play
     * @return the words; blank if nothing is said
     * @throws TranscriptionFailedException if the words can't be determined
     */
    String transcribe(Media sound);
}
