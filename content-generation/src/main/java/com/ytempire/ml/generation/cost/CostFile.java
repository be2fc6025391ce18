package com.ytempire.ml.generation.cost;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.YamlFile;
import com.ytempire.ml.core.config.YamlMapping;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What {@code costs.yaml} says. Immutable.
 *
 * @param prices by provider and its name of the model; {@value #ANY} for every other model
 * @param budgets most that may be spent
 */
public record CostFile(Map<String, Map<String, Price>> prices, Budgets budgets) {
  private static final String ANY = "*";
  private static final String INPUT = "input_per_million_tokens";
  private static final String OUTPUT = "output_per_million_tokens";
  private static final String CHARACTERS = "per_thousand_characters";
  private static final String IMAGE = "per_image";
  private static final String DOLLARS = "US dollars, 0 to 100000, such as 0.03";
  private static final BigDecimal MOST = BigDecimal.valueOf(100_000);

  public CostFile {
    var copies = new LinkedHashMap<String, Map<String, Price>>();
    prices.forEach((provider, models) -> copies.put(provider, Map.copyOf(models)));
    prices = Map.copyOf(copies);
  }

  /** What a provider charges for a model; empty where the file does not say. */
  public Optional<Price> price(String provider, String model) {
    Map<String, Price> models = prices.getOrDefault(provider, Map.of());
    return Optional.ofNullable(models.getOrDefault(model, models.get(ANY)));
  }

  /**
   * Reads a file.
   *
   * @throws ConfigFileException naming every mistake with its place
   * @throws IOException when the file cannot be read
   */
  public static CostFile load(Path file) throws IOException {
    return parse(Files.readString(file), file.toString());
  }

  /**
   * As {@link #load}, of a text.
   *
   * @param fileName how problems name the file
   */
  public static CostFile parse(String yaml, String fileName) {
    var problems = new ConfigProblems(fileName);
    Node root = YamlFile.compose(yaml, fileName, "prices");
    YamlMapping file = mapping(root, "costs", "the keys prices and budgets", problems);
    Map<String, Map<String, Price>> prices = new LinkedHashMap<>();
    Budgets budgets = Budgets.NONE;
    if (file != null) {
      file.allow("a file of costs", List.of("prices", "budgets"));
      if (file.has("prices")) {
        prices = prices(file.require("prices"), problems);
      }
      if (file.has("budgets")) {
        budgets = budgets(file.require("budgets"), problems);
      }
    }
    problems.throwIfAny();
    return new CostFile(prices, budgets);
  }

  private static Map<String, Map<String, Price>> prices(Node node, ConfigProblems problems) {
    Map<String, Map<String, Price>> prices = new LinkedHashMap<>();
    YamlMapping providers = mapping(node, "prices", "providers by name", problems);
    if (providers != null) {
      for (String provider : providers.keys()) {
        YamlMapping models =
            mapping(providers.require(provider), provider, "prices by model", problems);
        Map<String, Price> read = new LinkedHashMap<>();
        if (models != null) {
          models.keys().forEach(model -> read.put(model, price(models, model, problems)));
        }
        prices.put(provider, read);
      }
    }
    return prices;
  }

  private static Price price(YamlMapping models, String model, ConfigProblems problems) {
    YamlMapping price = mapping(models.require(model), model, "what it charges", problems);
    if (price == null) {
      return Price.FREE;
    }
    price.allow("a price", List.of(INPUT, OUTPUT, CHARACTERS, IMAGE));
    return new Price(
        orZero(dollars(price, INPUT)),
        orZero(dollars(price, OUTPUT)),
        orZero(dollars(price, CHARACTERS)),
        orZero(dollars(price, IMAGE)));
  }

  private static Budgets budgets(Node node, ConfigProblems problems) {
    YamlMapping budgets = mapping(node, "budgets", "bounds by what they are for", problems);
    if (budgets == null) {
      return Budgets.NONE;
    }
    budgets.allow(
        "budgets",
        List.of("per_call", "per_video", "per_key_and_day", "per_channel_and_day", "per_hour"));
    return new Budgets(
        dollars(budgets, "per_call"),
        dollars(budgets, "per_video"),
        dollars(budgets, "per_key_and_day"),
        dollars(budgets, "per_channel_and_day"),
        dollars(budgets, "per_hour"));
  }

  /** The amount at a key, exactly as it is written; null where it is absent or wrong. */
  private static @Nullable BigDecimal dollars(YamlMapping in, String key) {
    String text = in.text(key);
    if (text == null) {
      return null;
    }
    try {
      BigDecimal amount = new BigDecimal(text);
      if (amount.signum() >= 0 && amount.compareTo(MOST) <= 0) {
        return amount;
      }
    } catch (NumberFormatException e) {
      // Told below, as other mistakes.
    }
    in.report(key, "'%s'; expected %s".formatted(text, DOLLARS));
    return null;
  }

  private static BigDecimal orZero(@Nullable BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  private static @Nullable YamlMapping mapping(
      Node node, String key, String expected, ConfigProblems problems) {
    return YamlMapping.of(node, key, "a mapping; expected " + expected, problems);
  }
}
