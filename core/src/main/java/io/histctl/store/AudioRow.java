package io.histctl.store;

import org.jspecify.annotations.Nullable;

/** A row of {@code audio}. Times are epoch milliseconds; the meaning of each column stands in the schema. */
public record AudioRow(
        @Nullable String audioId,
        byte[] idHash,
        int idOffset,
        @Nullable Long expiresAt,
        long diesAt,
        @Nullable Long goneAt,
        @Nullable Long prunedAt,
        @Nullable String format,
        @Nullable String voice,
        @Nullable Long soundBytes,
        @Nullable Long millis,
        boolean measured,
        boolean told,
        @Nullable Long heard,
        @Nullable Long audioTokens,
        @Nullable Long textTokens) {}
