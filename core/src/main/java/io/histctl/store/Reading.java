package io.histctl.store;

import java.util.List;
import org.apiguardian.api.API;

/** A snapshot of a store, valid during the unit of work that received it. */
@API(status = API.Status.INTERNAL)
public interface Reading {
    /** The conversations. */
    Conversations conversations();

    /** The turns of conversations. */
    Turns turns();

    /** The stored summaries of conversations. */
    Summaries summaries();

    /** Sound that was kept. */
    Sounds sounds();

    /** The words of turns. */
    Search search();

    /** When audio ids and other references expire. */
    Expiries expiries();

    /** Streams that were interrupted under an earlier version, which kept what arrived beside the turn. */
    List<LeftoverStream> leftoverStreams();

    /**
     * What arrived of a stream after its turn was written.
     *
     * @param events server-sent events
     */
    record LeftoverStream(String conversation, long position, byte[] events) {}

    /** A random secret of 32 bytes, created with the store. */
    byte[] secret();
}
