package io.histctl.wire.audio;

import org.jspecify.annotations.Nullable;

/**
 * The header of an MPEG audio frame (ISO/IEC 11172-3, 13818-3, and "2.5" by Fraunhofer).
 *
 * @param kind version, layer and sample rate, constant within a sound
 * @param size in bytes, including the header
 * @param samples per channel
 * @param sideInfo bytes between the header and a Xing tag
 */
record MpegFrame(int kind, int rate, int size, int samples, int sideInfo) {
    private static final int KIND = 0x001E_0C00;

    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int[] V1_LAYER1 = {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448};
    private static final int[] V1_LAYER2 = {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384};
    private static final int[] V1_LAYER3 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] V2_LAYER1 = {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256};
    private static final int[] V2_LAYER23 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

    static @Nullable MpegFrame at(SoundBytes sound, int at) {
        if (!sound.contains(at, 4)) {
            return null;
        }
        int header = (int) sound.be32(at);
        int version = (header >>> 19) & 3; // 0: 2.5, 2: 2, 3: 1
        int layer = 4 - ((header >>> 17) & 3);
        int bitRate = (header >>> 12) & 15;
        int rate = (header >>> 10) & 3;
        if (header >>> 21 != 0x7FF || version == 1 || layer == 4 || bitRate == 0 || bitRate == 15 || rate == 3) {
            return null;
        }
        int hertz = RATES[rate] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        int samples = samples(version, layer);
        int slot = layer == 1 ? 4 : 1;
        int slots = samples / 8 / slot * bitRates(version, layer)[bitRate] * 1000 / hertz + ((header >>> 9) & 1);
        return new MpegFrame(header & KIND, hertz, slots * slot, samples, sideInfo(version, ((header >>> 6) & 3) == 3));
    }

    private static int samples(int version, int layer) {
        return layer == 1 ? 384 : layer == 3 && version != 3 ? 576 : 1152;
    }

    private static int[] bitRates(int version, int layer) {
        if (version != 3) {
            return layer == 1 ? V2_LAYER1 : V2_LAYER23;
        }
        return layer == 1 ? V1_LAYER1 : layer == 2 ? V1_LAYER2 : V1_LAYER3;
    }

    private static int sideInfo(int version, boolean mono) {
        if (version == 3) {
            return mono ? 17 : 32;
        }
        return mono ? 9 : 17;
    }
}
