package io.histctl.summary;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.histctl.model.TokenCounter;

/** Counts as the models do, with the vocabulary o200k. Loading it, once, takes about a third of a second and 100 MB. */
public final class O200k implements TokenCounter {
    @Override
    public long count(CharSequence text) {
        return Vocabulary.O200K.countTokensOrdinary(text.toString());
    }

    /** Loaded where something is counted first. */
    private static final class Vocabulary {
        static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
}
