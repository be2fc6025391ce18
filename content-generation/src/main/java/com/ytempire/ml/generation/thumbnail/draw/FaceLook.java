package com.ytempire.ml.generation.thumbnail.draw;

import java.util.random.RandomGenerator;

/**
 * Who is drawn: nobody in particular.
 *
 * @param skin 0xRRGGBB
 * @param hair 0xRRGGBB
 * @param cut how the hair is worn
 * @param hasGlasses whether glasses are worn
 */
record FaceLook(int skin, int hair, Cut cut, boolean hasGlasses) {
  enum Cut {
    SHORT,
    LONG,
    CURLY,
    BUN
  }

  private static final int[] SKINS = {0xf6cfae, 0xe0a878, 0xa86b42, 0xf2bd92, 0x7a4a2c, 0xcb8f5e};
  private static final int[] HAIRS = {0x2b1d18, 0x5a3320, 0x17171c, 0x93592b, 0x211a1f, 0xb9793a};

  /** Neighbouring versions differ in everything. */
  static FaceLook of(RandomGenerator random, int version) {
    int skin = SKINS[Math.floorMod(version * 5 + random.nextInt(2), SKINS.length)];
    // The darker skins go with the dark hairs alone.
    int hair =
        (skin >> 16) < 0xb0
            ? HAIRS[version % 2 * 2]
            : HAIRS[(version + random.nextInt(3)) % HAIRS.length];
    Cut cut = Cut.values()[version % Cut.values().length];
    return new FaceLook(skin, hair, cut, version % 3 == 2);
  }
}
