package io.histctl.simulation;

import io.histctl.standin.Answer;
import io.histctl.standin.Behaviour;

/** The transport to the stand-in. */
interface Transport {
    Answer send(byte[] request, Behaviour behaviour);
}
