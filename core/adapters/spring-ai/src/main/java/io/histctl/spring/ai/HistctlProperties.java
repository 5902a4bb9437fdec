package io.histctl.spring.ai;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code histctl.*}.
 *
 * @param path the database file; needed unless the application has a {@code HistoryStore} bean
 * @param failClosed whether a request that can't be made valid, or a reply that can't be recorded, is an error
 */
@ConfigurationProperties("histctl")
public record HistctlProperties(
        @Nullable Path path, @DefaultValue("false") boolean failClosed) {}
