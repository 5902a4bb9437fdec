package io.histctl.cli.page;

import io.histctl.media.Media;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The loudness of a WAV file of 16-bit samples over time, as the path of an SVG. */
final class Waveform {
    private static final int HALF = 16;
    private static final int PIXELS_PER_BAR = 4;
    private static final short PCM = 1;

    private Waveform() {}

    /**
     * The path, in a picture of this width that is 32 high; null for other formats.
     *
     * @param width in pixels
     */
    static @Nullable String path(Media sound, int width) {
        ByteBuffer samples = samples(sound.bytes());
        if (samples == null || samples.remaining() < 2) {
            return null;
        }
        int bars = Math.max(1, width / PIXELS_PER_BAR);
        int count = samples.remaining() / 2;
        StringBuilder path = new StringBuilder(bars * 12);
        for (int bar = 0; bar < bars; bar++) {
            int from = (int) ((long) count * bar / bars);
            int to = Math.max(from + 1, (int) ((long) count * (bar + 1) / bars));
            int height = Math.max(1, peak(samples, from, Math.min(to, count)) * HALF / (Short.MAX_VALUE + 1));
            path.append('M').append(bar * PIXELS_PER_BAR + 2).append(' ').append(HALF - height);
            path.append('v').append(2 * height);
        }
        return path.toString();
    }

    private static int peak(ByteBuffer samples, int from, int to) {
        int peak = 0;
        for (int i = from; i < to; i++) {
            peak = Math.max(peak, Math.abs((int) samples.getShort(samples.position() + 2 * i)));
        }
        return peak;
    }

    /** The data chunk of a file with 16-bit samples. */
    private static @Nullable ByteBuffer samples(byte[] file) {
        ByteBuffer wav = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        boolean sixteenBits = false;
        long at = 12;
        while (at + 8 <= file.length) {
            int start = (int) at;
            long size = Integer.toUnsignedLong(wav.getInt(start + 4));
            String name = new String(file, start, 4, StandardCharsets.ISO_8859_1);
            if (name.equals("fmt ") && at + 24 <= file.length) {
                sixteenBits = wav.getShort(start + 8) == PCM && wav.getShort(start + 22) == 16;
            } else if (name.equals("data")) {
                int length = (int) Math.min(size == 0 ? file.length : size, file.length - at - 8);
                return sixteenBits ? wav.slice(start + 8, length).order(ByteOrder.LITTLE_ENDIAN) : null;
            }
            at += 8 + size + (size & 1);
        }
        return null;
    }
}
