package com.ytempire.ml.generation.picture.scene;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a topic is about, as far as its words tell: which sign stands for it, in which scene, and in
 * which hue. The first subject of this list with one of its words in the topic is taken.
 */
public enum Subject {
  GAMES(
      Scene.CITY,
      300,
      "game",
      "gaming",
      "playstation",
      "xbox",
      "nintendo",
      "minecraft",
      "fortnite",
      "esport",
      "speedrun"),
  MONEY(
      Scene.CITY,
      145,
      "money",
      "invest",
      "stock",
      "crypto",
      "bitcoin",
      "financ",
      "budget",
      "income",
      "tax",
      "rich",
      "salary",
      "dividend"),
  CODE(
      Scene.WAVES,
      255,
      "code",
      "coding",
      "program",
      "python",
      "java",
      "software",
      "developer",
      "linux",
      "web",
      "api",
      "flink",
      "database"),
  CHIP(
      Scene.WAVES,
      230,
      "ai",
      "artificial",
      "machine learning",
      "neural",
      "gpt",
      "robot",
      "chip",
      "computer",
      "tech",
      "gpu",
      "laptop"),
  PHONE(Scene.CITY, 210, "phone", "android", "app", "mobile", "gadget", "tablet", "smart"),
  MUSIC(
      Scene.LIGHTS,
      320,
      "music",
      "song",
      "guitar",
      "piano",
      "sing",
      "concert",
      "album",
      "rap",
      "drum"),
  FITNESS(
      Scene.HILLS,
      30,
      "fitness",
      "workout",
      "gym",
      "muscle",
      "exercise",
      "training",
      "weight",
      "run",
      "yoga"),
  HEART(
      Scene.HILLS,
      10,
      "health",
      "heart",
      "sleep",
      "diet",
      "love",
      "relationship",
      "mental",
      "doctor",
      "medic"),
  FOOD(
      Scene.LIGHTS,
      55,
      "food",
      "cook",
      "recipe",
      "pizza",
      "bake",
      "baking",
      "eat",
      "kitchen",
      "restaurant",
      "chef",
      "meal",
      "coffee"),
  CAR(Scene.CITY, 20, "car", "tesla", "drive", "engine", "motor", "race", "vehicle", "electric"),
  TRAVEL(
      Scene.HILLS,
      220,
      "travel",
      "trip",
      "flight",
      "vacation",
      "island",
      "tour",
      "country",
      "japan",
      "paris",
      "adventure"),
  CAMERA(
      Scene.LIGHTS,
      280,
      "camera",
      "photo",
      "film",
      "movie",
      "video",
      "vlog",
      "cinema",
      "edit",
      "youtube"),
  SPACE(
      Scene.STARS,
      270,
      "space",
      "rocket",
      "planet",
      "mars",
      "moon",
      "nasa",
      "galaxy",
      "universe",
      "launch",
      "startup",
      "stars"),
  NATURE(
      Scene.HILLS,
      140,
      "nature",
      "garden",
      "plant",
      "climate",
      "animal",
      "forest",
      "ocean",
      "green",
      "dog",
      "cat"),
  BALL(
      Scene.LIGHTS,
      130,
      "football",
      "soccer",
      "basketball",
      "tennis",
      "sport",
      "world cup",
      "match",
      "goal",
      "league"),
  GROWTH(
      Scene.CITY,
      160,
      "grow",
      "business",
      "market",
      "trend",
      "sales",
      "productiv",
      "success",
      "career",
      "analytic"),
  BOOK(
      Scene.LIGHTS,
      40,
      "book",
      "learn",
      "study",
      "school",
      "history",
      "science",
      "math",
      "read",
      "exam",
      "tutorial",
      "language",
      "guide",
      "course"),
  BULB(Scene.WAVES, 90, "idea", "how", "tip", "trick", "hack", "why", "secret", "diy", "invent"),
  PLAY(Scene.WAVES, 25);

  private final Scene scene;
  private final double hue;
  private final List<Pattern> words;

  Subject(Scene scene, double hue, String... words) {
    this.scene = scene;
    this.hue = hue;
    // Short ones as whole words, the others also as a word's beginning.
    this.words =
        List.of(words).stream()
            .map(w -> Pattern.compile("\\b" + Pattern.quote(w) + (w.length() < 4 ? "s?\\b" : "")))
            .toList();
  }

  /** The subject of a text in any language; {@link #PLAY} where no word is known. */
  public static Subject of(String topic) {
    String lower = topic.toLowerCase(Locale.ROOT);
    for (Subject subject : values()) {
      if (subject.words.stream().anyMatch(w -> w.matcher(lower).find())) {
        return subject;
      }
    }
    return PLAY;
  }

  /** Where it is set. */
  Scene scene() {
    return scene;
  }

  /** A hue that goes with it, in degrees of OKLCH. */
  public double hue() {
    return hue;
  }
}
