package io.histctl;

import io.histctl.standin.Answer;
import io.histctl.standin.Behaviour;

/** The way to the stand-in. */
interface Wire {
    Answer send(byte[] request, Behaviour behaviour);
}
