package io.histctl.copy;

import io.histctl.error.StoreException;
import io.histctl.model.Progress;
import io.histctl.store.Reading;
import io.histctl.store.Storage;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * Copies the conversations of a store in the order in which they began.
 *
 * @hidden
 */
@API(status = API.Status.INTERNAL)
public final class StoreCopier {
    private final Storage from;
    private final Storage to;
    private final Progress progress;

    /** Copies one store into another. */
    public StoreCopier(Storage from, Storage to, Progress progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    /** Copies what the target does not have yet. */
    public CopyReport run() {
        if (!to.maintenance().adoptSecret(from.read(Reading::secret))) {
            throw new StoreException(to.describe() + " contains conversations that are no copies of " + from.describe()
                    + "; copy into an empty store or schema");
        }
        List<String> names = from.read(reading -> reading.conversations().names());
        List<String> refused = new ArrayList<>();
        List<String> changing = new ArrayList<>();
        long copied = 0;
        long unchanged = 0;
        for (int i = 0; i < names.size(); i++) {
            progress.update(i, names.size());
            String name = names.get(i);
            switch (new ConversationCopier(from, to, name).run()) {
                case COPIED -> copied++;
                case UNCHANGED -> unchanged++;
                case REFUSED -> refused.add(name);
                case CHANGING -> changing.add(name);
                case DELETED -> {}
            }
        }
        return new CopyReport(copied, unchanged, refused, changing);
    }
}
