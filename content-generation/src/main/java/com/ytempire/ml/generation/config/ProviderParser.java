package com.ytempire.ml.generation.config;

import static com.ytempire.ml.generation.config.GeneratorsFile.or;

import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.YamlMapping;
import com.ytempire.ml.generation.call.Line;
import com.ytempire.ml.generation.limit.RateLimits;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one provider of a list. */
final class ProviderParser {
  private static final List<String> KEYS =
      List.of(
          "name",
          "api",
          "base_url",
          "free",
          "models",
          "rate_limits",
          "timeout_ms",
          "attempts",
          "circuit_breaker");

  private static final int MOST_PER_MINUTE = 1_000_000_000;
  private static final int MOST_AT_ONCE = 10_000;
  private static final int LONGEST_MILLIS = 3_600_000;
  private static final int MOST_ATTEMPTS = 20;
  private static final int MOST_CALLS = 1_000;

  private ProviderParser() {}

  static @Nullable ProviderEntry read(YamlMapping entry, ConfigProblems problems) {
    entry.allow("a provider", KEYS);
    String name = entry.requireText("name", "the provider's name, such as openai");
    if (name == null) {
      return null;
    }
    String api = entry.text("api");
    return new ProviderEntry(
        name,
        api == null ? name : api,
        baseUrl(entry),
        Boolean.TRUE.equals(entry.flag("free")),
        models(entry),
        entry.has("rate_limits") ? limits(entry, problems) : RateLimits.NONE,
        rules(entry),
        entry.has("circuit_breaker") ? breaker(entry, problems) : BreakerRules.DEFAULT);
  }

  private static Optional<URI> baseUrl(YamlMapping entry) {
    String text = entry.text("base_url");
    if (text == null) {
      return Optional.empty();
    }
    try {
      URI address = new URI(text);
      if (address.getHost() != null
          && Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
        return Optional.of(address);
      }
    } catch (URISyntaxException e) {
      // Told below, as other mistakes.
    }
    entry.report(
        "base_url", "'%s'; expected http://host:port/path or https://host/path".formatted(text));
    return Optional.empty();
  }

  private static List<String> models(YamlMapping entry) {
    List<ScalarNode> models =
        entry.has("models") ? entry.list("models", "the provider's names of models") : null;
    return models == null ? List.of() : models.stream().map(ScalarNode::getValue).toList();
  }

  private static RateLimits limits(YamlMapping entry, ConfigProblems problems) {
    YamlMapping limits = part(entry, "rate_limits", "rpm, tpm and concurrent", problems);
    if (limits == null) {
      return RateLimits.NONE;
    }
    limits.allow("rate_limits", List.of("rpm", "tpm", "concurrent"));
    return new RateLimits(
        most(limits, "rpm", MOST_PER_MINUTE),
        most(limits, "tpm", MOST_PER_MINUTE),
        most(limits, "concurrent", MOST_AT_ONCE));
  }

  private static OptionalInt most(YamlMapping limits, String key, int most) {
    Long value = limits.whole(key, 1, most);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue());
  }

  private static Line.Rules rules(YamlMapping entry) {
    Line.Rules usual = ProviderEntry.RULES;
    return new Line.Rules(
        or(entry.whole("timeout_ms", 1, LONGEST_MILLIS), Duration::ofMillis, usual.timeout()),
        or(entry.whole("attempts", 1, MOST_ATTEMPTS), Long::intValue, usual.attempts()),
        usual.backoff());
  }

  private static BreakerRules breaker(YamlMapping entry, ConfigProblems problems) {
    YamlMapping rules = part(entry, "circuit_breaker", "calls, failure_share and pause", problems);
    BreakerRules usual = BreakerRules.DEFAULT;
    if (rules == null) {
      return usual;
    }
    rules.allow("circuit_breaker", List.of("calls", "failure_share", "pause"));
    Double share = rules.number("failure_share", "more than 0, at most 1");
    if (share != null && !(share > 0 && share <= 1)) {
      rules.report("failure_share", "%s; expected more than 0, at most 1".formatted(share));
      share = null;
    }
    Duration pause = rules.duration("pause");
    if (pause != null && pause.compareTo(Duration.ofSeconds(1)) < 0) {
      rules.report("pause", "%s; expected 1s or more".formatted(pause));
      pause = null;
    }
    return new BreakerRules(
        or(rules.whole("calls", 1, MOST_CALLS), Long::intValue, usual.calls()),
        share == null ? usual.failureShare() : share,
        pause == null ? usual.pause() : pause);
  }

  private static @Nullable YamlMapping part(
      YamlMapping entry, String key, String expected, ConfigProblems problems) {
    return YamlMapping.of(entry.require(key), key, "a mapping; expected " + expected, problems);
  }
}
