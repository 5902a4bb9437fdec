package io.histctl.wire;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** Something that was cut out of a message's JSON and belongs back at {@link #offset}, in bytes of what is left. */
@API(status = API.Status.INTERNAL)
public sealed interface Cut {
    /** Where in the cut message it belongs. */
    int offset();

    /** What belongs there, within the quotes of a JSON string. */
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

    /**
     * The query of a signed URL, which expires.
     *
     * @param part index of its part in the message's content
     * @param url all of the URL
     * @param text as it came, with its escapes
     */
    record Query(int offset, int part, String url, byte[] text) implements Cut {}

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
