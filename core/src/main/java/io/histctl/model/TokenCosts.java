package io.histctl.model;

import java.util.Arrays;

/** What the vocabulary o200k takes for a sign of another script, and which letters meet in its words. */
final class TokenCosts {
    /** Letters that stand behind a, b, c … in at least 200 of its pieces. */
    private static final int[] BEHIND = masks(
            "abcdfghijklmnprstuvwyz",
            "aeilorsu",
            "acehiklortuy",
            "adeilorsu",
            "abcdefghiklmnopqrstuvwxyz",
            "aefilortu",
            "aeghilnorsu",
            "aeiortu",
            "abcdefgjklmnoprstvz",
            "aeou",
            "aeilostu",
            "adeilostuy",
            "abeimopsu",
            "acdefghiknostuvy",
            "abcdefgiklmnoprstuvw",
            "aehiloprstu",
            "u",
            "abcdefgiklmnoprstuvy",
            "acehiklmopstuy",
            "acehilorstuy",
            "abcdefgiklmnprst",
            "aeio",
            "aeio",
            "ipt",
            "aeops",
            "aeio");

    private static final int VOWELS = mask("aeiouy");

    /** Ranges, from and to by turns and in order. */
    private static final int[] ONE = {
        0xA0, 0xDA, 0xDC, 0x109, 0x10B, 0x10D, 0x10F, 0x111, 0x113, 0x113, 0x117, 0x119, 0x11B, 0x11B, 0x11D, 0x11F,
        0x121, 0x121, 0x123, 0x123, 0x127, 0x127, 0x129, 0x129, 0x12B, 0x12B, 0x12F, 0x131, 0x135, 0x135, 0x137, 0x137,
        0x13A, 0x13A, 0x13C, 0x13C, 0x13E, 0x13E, 0x141, 0x144, 0x146, 0x146, 0x148, 0x148, 0x14B, 0x14B, 0x14D, 0x14D,
        0x150, 0x153, 0x158, 0x15B, 0x15D, 0x163, 0x165, 0x165, 0x168, 0x169, 0x16B, 0x16B, 0x16D, 0x16D, 0x16F, 0x16F,
        0x171, 0x171, 0x173, 0x173, 0x175, 0x175, 0x177, 0x17F, 0x386, 0x386, 0x388, 0x388, 0x38C, 0x38C, 0x390, 0x3A1,
        0x3A3, 0x3A9, 0x3AC, 0x3AF, 0x3B1, 0x3CE, 0x401, 0x402, 0x404, 0x408, 0x40E, 0x40E, 0x410, 0x44F, 0x451, 0x45C,
        0x45E, 0x45F, 0x5D0, 0x5EA, 0x60C, 0x60C, 0x61F, 0x61F, 0x621, 0x63A, 0x640, 0x654, 0x660, 0x66C, 0x6F0, 0x6F9
    };

    private static final int[] THREE = {
        0x800, 0x8FF, 0xFC0, 0xFFF, 0x1100, 0x11FF, 0x1380, 0x177F, 0x1800, 0x1DFF, 0x1F80, 0x1FBF, 0x2340, 0x243F,
        0x26C0, 0x26FF, 0x27C0, 0x2FFF, 0x3180, 0x31FF, 0x3240, 0x337F, 0x33C0, 0x4DFF, 0x5D40, 0x5DBF, 0x6AC0, 0x6AFF,
        0x8780, 0x87BF, 0x8800, 0x883F, 0x9780, 0x97BF, 0x9BC0, 0x9C7F, 0x9D00, 0x9DFF, 0x9FC0, 0xABFF, 0xAD80, 0xADBF,
        0xAE80, 0xAEBF, 0xAF40, 0xAFFF, 0xB1C0, 0xB1FF, 0xB240, 0xB27F, 0xB380, 0xB3BF, 0xB480, 0xB4BF, 0xB540, 0xB57F,
        0xB5C0, 0xB67F, 0xB6C0, 0xB6FF, 0xB880, 0xB8BF, 0xBAC0, 0xBAFF, 0xBB40, 0xBBBF, 0xBC40, 0xBC7F, 0xBD40, 0xBD7F,
        0xBE80, 0xC03F, 0xC300, 0xC33F, 0xC380, 0xC4FF, 0xC7C0, 0xC7FF, 0xC940, 0xC97F, 0xCA00, 0xCA3F, 0xCA80, 0xCBFF,
        0xCD40, 0xCD7F, 0xCDC0, 0xCDFF, 0xCF80, 0xCFBF, 0xD1C0, 0xD1FF, 0xD240, 0xD27F, 0xD340, 0xD37F, 0xD400, 0xD47F,
        0xD4C0, 0xD4FF, 0xD6C0, 0xD73F, 0xD7A4, 0xD7FF, 0xE000, 0xFEFF
    };

    /** The last of the letters with accents, of which several in a row are no word. */
    private static final int LAST_ACCENTED = 0x17F;

    private TokenCosts() {}

    /** The most tokens for a UTF-16 unit beyond ASCII behind another; a pair of surrogates costs four. */
    static int of(char c, char before) {
        boolean accents = c <= LAST_ACCENTED && before >= 0x80;
        return in(ONE, c) && !accents ? 1 : in(THREE, c) ? 3 : 2;
    }

    /** Whether it is a letter that is one token alone, or with the space before it. */
    static boolean isCommonLetter(char c) {
        return c >= 0xC0 && c < 0x660 && in(ONE, c);
    }

    /** Whether two plain letters meet in words, whatever their case. */
    static boolean meet(char first, char second) {
        return (BEHIND[(first | 0x20) - 'a'] & bit(second)) != 0;
    }

    /** Whether a plain letter is a vowel, whatever its case. */
    static boolean isVowel(char letter) {
        return (VOWELS & bit(letter)) != 0;
    }

    private static int[] masks(String... letters) {
        return Arrays.stream(letters).mapToInt(TokenCosts::mask).toArray();
    }

    /** A bit for each of the letters. */
    private static int mask(String letters) {
        return letters.chars().map(TokenCosts::bit).reduce(0, (one, other) -> one | other);
    }

    private static int bit(int letter) {
        return 1 << ((letter | 0x20) - 'a');
    }

    private static boolean in(int[] ranges, int c) {
        for (int i = 0; i < ranges.length && ranges[i] <= c; i += 2) {
            if (c <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
