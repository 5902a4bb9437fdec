package io.histctl.wire;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Something that was cut out of a message's JSON and belongs back at {@link #offset}, in bytes of what is left. */
@API(status = API.Status.INTERNAL)
public sealed interface Cut {
    /** Where in the cut message it belongs. */
    int offset();

    /** What belongs between the quotes of the JSON string there. */
    byte[] text();

    /** An assistant's audio id. */
    record Id(int offset, String id) implements Cut {
        @Override
        public byte[] text() {
            return Json.quoted(id);
        }
    }

    /** A user's sound, or an assistant's. */
    record Sound(int offset, SoundData data) implements Cut {
        @Override
        public byte[] text() {
            return SoundData.text(data.bytes(), data.verbatim());
        }
    }

    /** The audio id among the cuts, null where there is none. */
    static @Nullable String idOf(Iterable<Cut> cuts) {
        for (Cut cut : cuts) {
            if (cut instanceof Id found) {
                return found.id();
            }
        }
        return null;
    }
}
