package io.histctl.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * The bytes of a database file without the unused space between the cell pointers and the cells of its pages, in which SQLite
 * may leave a copy of a row when it splits or merges pages.
 */
final class UsedBytes {
    /** Page types of the file format: leaves and interior pages of indexes and tables. */
    private static final Set<Integer> LEAVES = Set.of(10, 13);

    private static final Set<Integer> INTERIORS = Set.of(2, 5);

    private UsedBytes() {}

    static String of(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer database = ByteBuffer.wrap(bytes);
        int pageSize = database.getShort(16) & 0xFFFF;
        for (int page = 0; page < bytes.length; page += pageSize) {
            int header = page == 0 ? 100 : page;
            int type = bytes[header];
            if (LEAVES.contains(type) || INTERIORS.contains(type)) {
                int pointers = header + (LEAVES.contains(type) ? 8 : 12);
                int cells = database.getShort(header + 3) & 0xFFFF;
                int content = database.getShort(header + 5) & 0xFFFF;
                Arrays.fill(bytes, pointers + 2 * cells, page + content, (byte) 0);
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
