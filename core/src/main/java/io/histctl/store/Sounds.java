package io.histctl.store;

import org.apiguardian.api.API;

/** The sounds of a snapshot. */
@API(status = API.Status.INTERNAL)
public interface Sounds {
    /**
     * The bytes of a sound that is still stored.
     *
     * @throws io.histctl.error.StoreException if they are missing or damaged
     */
    SoundContent content(SoundRow sound);
}
