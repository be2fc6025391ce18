package com.ytempire.ml.local.synthetic;

import java.util.List;
import java.util.Locale;

/** Things that many make videos about for a day: names that are unlike each other. */
final class TrendNames {
  private static final List<String> THINGS =
      List.of(
          "accordion",
          "bamboo",
          "beekeeping",
          "blacksmith",
          "bonsai",
          "bowling",
          "cactus",
          "candle",
          "castle",
          "cello",
          "cheese",
          "chess",
          "chimney",
          "cinnamon",
          "clay",
          "compass",
          "coral reef",
          "cricket",
          "crochet",
          "desert",
          "dinosaur",
          "dolphin",
          "drone",
          "eclipse",
          "falcon",
          "fencing",
          "ferry",
          "fireworks",
          "fountain pen",
          "fossil",
          "glacier",
          "goldfish",
          "hammock",
          "harvest",
          "hedgehog",
          "helicopter",
          "honey",
          "hot spring",
          "ice skating",
          "igloo",
          "jigsaw",
          "juggling",
          "kayak",
          "kite",
          "lantern",
          "lighthouse",
          "magnet",
          "marathon",
          "marble",
          "meteor",
          "mushroom",
          "needlework",
          "noodle",
          "observatory",
          "olive",
          "orchid",
          "origami",
          "oyster",
          "paragliding",
          "parrot",
          "pinball",
          "pottery",
          "puppet",
          "quilt",
          "railway",
          "rainforest",
          "robotics",
          "rowing",
          "saffron",
          "sailing",
          "sauna",
          "scarecrow",
          "sculpture",
          "seahorse",
          "shipwreck",
          "skateboard",
          "snowman",
          "sourdough",
          "stained glass",
          "submarine",
          "sumo",
          "surfing",
          "tango",
          "tapestry",
          "tattoo",
          "telescope",
          "thunderstorm",
          "treehouse",
          "trombone",
          "tulip",
          "typewriter",
          "vinegar",
          "violin",
          "volcano",
          "waterfall",
          "windmill",
          "wrestling",
          "yodeling",
          "zeppelin");
  private static final List<String> TWISTS =
      List.of("challenge", "festival", "rescue", "workshop", "mystery", "record");

  private TrendNames() {}

  /** The name of what is on at a place on a day; after some months names come again. */
  static String name(long day, int trend, int trends) {
    long number = day * trends + trend;
    String thing = THINGS.get((int) Math.floorMod(number, (long) THINGS.size()));
    long round = Math.floorDiv(number, (long) THINGS.size());
    String twist = TWISTS.get((int) Math.floorMod(round + trend, (long) TWISTS.size()));
    return (thing + " " + twist).toLowerCase(Locale.ROOT);
  }
}
