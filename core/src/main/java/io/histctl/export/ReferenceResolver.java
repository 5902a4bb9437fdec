package io.histctl.export;

import io.histctl.model.Reference;
import java.util.Optional;

/**
 * Renews references to images and files that have expired, such as signed URLs, before an export replaces them by a
 * placeholder.
 *
 * <pre>{@code
 * ExportOptions.DEFAULT.withReferenceResolver(expired -> Optional.of(bucket.sign(expired.value())))
 * }</pre>
 */
@FunctionalInterface
public interface ReferenceResolver {
    /**
     * A fresh URL or id for the same image or file.
     *
     * <p>Called once for each expired reference of an export, outside of any transaction, so it may call a server. What
     * it throws ends the export. The result is not stored.
     *
     * @return empty to send a placeholder
     */
    Optional<String> renew(Reference expired);
}
