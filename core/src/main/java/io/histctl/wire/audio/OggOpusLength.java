package io.histctl.wire.audio;

import java.util.OptionalLong;

/**
 * The length of Opus in Ogg (RFC 3533, RFC 7845): the last granule position less the pre-skip, at 48 kHz whatever the
 * sound was made from. Every page must be there to its end, in order, and of one stream. Live encoders end without an
 * end-of-stream flag, so it is not asked for; what is cut between two pages then passes as whole.
 */
final class OggOpusLength {
    private static final int PAGE_HEADER = 27;
    private static final int LONGEST_PACKET = 120 * 48;
    private static final long NO_PACKET_ENDS = -1;

    private OggOpusLength() {}

    /** Takes the position of the first page. */
    static OptionalLong millis(SoundBytes sound, int start) {
        if (!sound.holds(start, PAGE_HEADER)) {
            return OptionalLong.empty();
        }
        int head = start + PAGE_HEADER + sound.u8(start + 26);
        if (!sound.has(head, "OpusHead") || !sound.holds(head, 19)) {
            return OptionalLong.empty();
        }
        long end = lastGranule(sound, start);
        int preSkip = sound.le16(head + 10);
        return end < preSkip ? OptionalLong.empty() : OptionalLong.of((end - preSkip) / 48);
    }

    private static long lastGranule(SoundBytes sound, int start) {
        long stream = sound.le32(start + 14);
        long sequence = sound.le32(start + 18);
        long granule = -1;
        long packets = 0;
        boolean open = false;
        int at = start;
        while (at < sound.length()) {
            int next = end(sound, at);
            if (next < 0 || sound.le32(at + 14) != stream || sound.le32(at + 18) != sequence) {
                return -1;
            }
            int segments = sound.u8(at + 26);
            packets += packetsEnding(sound, at + PAGE_HEADER, segments);
            open = segments == 0 ? open : sound.u8(at + PAGE_HEADER + segments - 1) == 255;
            granule = sound.le64(at + 6) == NO_PACKET_ENDS ? granule : sound.le64(at + 6);
            sequence = (sequence + 1) & 0xFFFF_FFFFL;
            at = next;
        }
        // a recording that starts within a broadcast counts from the broadcast's beginning
        return open || granule > packets * LONGEST_PACKET ? -1 : granule;
    }

    /** Where the page ends; -1 where there is none, or not all of it. */
    private static int end(SoundBytes sound, int page) {
        if (!sound.has(page, "OggS") || !sound.holds(page, PAGE_HEADER)) {
            return -1;
        }
        int segments = sound.u8(page + 26);
        int body = page + PAGE_HEADER + segments;
        if (!sound.holds(page + PAGE_HEADER, segments)) {
            return -1;
        }
        int size = 0;
        for (int i = 0; i < segments; i++) {
            size += sound.u8(page + PAGE_HEADER + i);
        }
        return sound.holds(body, size) ? body + size : -1;
    }

    private static int packetsEnding(SoundBytes sound, int table, int segments) {
        int packets = 0;
        for (int i = 0; i < segments; i++) {
            packets += sound.u8(table + i) < 255 ? 1 : 0;
        }
        return packets;
    }
}
