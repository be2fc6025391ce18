package com.ytempire.ml.drift.config;

import com.ytempire.ml.core.config.ConfigProblems;
import com.ytempire.ml.core.config.NearestName;
import com.ytempire.ml.core.config.YamlFile;
import com.ytempire.ml.core.config.YamlMapping;
import com.ytempire.ml.core.training.Deployment;
import com.ytempire.ml.core.training.Deployment.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one drift file, part by part; what is wrong is reported and read as the default. */
final class DriftFileParser {
  private static final String TOP = "drift";
  private static final double MOST_PER_DAY = 1_000;

  private final String yaml;
  private final String fileName;
  private final Collection<String> known;
  private final ConfigProblems problems;

  DriftFileParser(String yaml, String fileName, Collection<String> known) {
    this.yaml = yaml;
    this.fileName = fileName;
    this.known = known;
    this.problems = new ConfigProblems(fileName);
  }

  DriftConfig parse() {
    Node root = YamlFile.compose(yaml, fileName, TOP);
    YamlMapping file = mapping(root, TOP, "a mapping; expected the key 'drift'");
    DriftConfig config = DriftConfig.DEFAULT;
    if (file != null) {
      file.allow("a drift file", List.of(TOP));
      YamlMapping drift = file.has(TOP) ? part(file, TOP) : null;
      if (!file.has(TOP)) {
        file.report(TOP, "is missing; expected what is watched under it");
      }
      config = drift == null ? config : drift(drift);
    }
    problems.throwIfAny();
    return config;
  }

  private DriftConfig drift(YamlMapping drift) {
    drift.allow(
        "drift",
        List.of(
            "enabled",
            "models",
            "windows",
            "alarms",
            "slices",
            "defaults",
            "features",
            "watch",
            "triggers"));
    ColumnRules defaults =
        or(part(drift, "defaults"), m -> column(m, ColumnRules.DEFAULT), ColumnRules.DEFAULT);
    return new DriftConfig(
        flag(drift, "enabled", true),
        models(drift),
        or(part(drift, "windows"), this::windows, WindowRules.DEFAULT),
        or(part(drift, "alarms"), this::alarms, AlarmRules.DEFAULT),
        words(drift, "slices", SliceKind.words(), SliceKind::of),
        defaults,
        columns(drift, defaults),
        or(part(drift, "watch"), this::watch, WatchRules.DEFAULT),
        or(part(drift, "triggers"), this::triggers, TriggerRules.DEFAULT));
  }

  private List<String> models(YamlMapping drift) {
    List<String> models = new ArrayList<>();
    if (drift.has("models")) {
      List<ScalarNode> items = drift.list("models", "names of models, such as [trend_predictor]");
      for (ScalarNode item : items == null ? List.<ScalarNode>of() : items) {
        models.add(item.getValue().strip());
      }
      if (items != null && items.isEmpty()) {
        drift.report("models", "is empty; leave it out to watch every active model");
      }
    }
    return models;
  }

  private WindowRules windows(YamlMapping windows) {
    WindowRules usual = WindowRules.DEFAULT;
    windows.allow("windows", List.of("tumbling", "sliding", "slide", "lateness", "max_samples"));
    Duration tumbling = duration(windows, "tumbling", usual.tumbling());
    Duration sliding = duration(windows, "sliding", usual.sliding());
    Duration slide = duration(windows, "slide", usual.slide());
    Duration lateness = duration(windows, "lateness", usual.lateness());
    int maxSamples = whole(windows, "max_samples", usual.maxSamples(), 100, 100_000);
    String objection = WindowRules.objection(tumbling, sliding, slide);
    if (objection != null) {
      windows.report(windows.has("sliding") ? "sliding" : "windows", objection);
      return usual;
    }
    return new WindowRules(tumbling, sliding, slide, lateness, maxSamples);
  }

  private AlarmRules alarms(YamlMapping alarms) {
    alarms.allow("alarms", List.of("false_alarms_per_day", "false_discovery_rate"));
    AlarmRules usual = AlarmRules.DEFAULT;
    return new AlarmRules(
        number(alarms, "false_alarms_per_day", usual.falseAlarmsPerDay(), 1e-9, MOST_PER_DAY),
        number(alarms, "false_discovery_rate", usual.falseDiscoveryRate(), 1e-9, 0.5));
  }

  private WatchRules watch(YamlMapping watch) {
    watch.allow(
        "watch", List.of("null_rate", "max_age", "stale_share", "accuracy_drop", "error_rise"));
    WatchRules usual = WatchRules.DEFAULT;
    return new WatchRules(
        number(watch, "null_rate", usual.nullRate(), 0.001, 1),
        duration(watch, "max_age", usual.maxAge()),
        number(watch, "stale_share", usual.staleShare(), 0, 0.99),
        number(watch, "accuracy_drop", usual.accuracyDrop(), 0, 1),
        number(watch, "error_rise", usual.errorRise(), 0, 100));
  }

  private TriggerRules triggers(YamlMapping triggers) {
    triggers.allow(
        "triggers",
        List.of(
            "windows",
            "of",
            "cooldown",
            "deployment",
            "canary_percentage",
            "trainer",
            "learn_from",
            "known_time"));
    TriggerRules usual = TriggerRules.DEFAULT;
    int windows = whole(triggers, "windows", usual.windows(), 1, 100);
    int of = whole(triggers, "of", Math.max(windows, usual.of()), 1, 100);
    Duration cooldown = duration(triggers, "cooldown", usual.cooldown());
    if (of < windows) {
      triggers.report(
          "of", "%d is fewer than windows, %d; expected no fewer".formatted(of, windows));
      return usual;
    }
    return new TriggerRules(
        windows,
        of,
        cooldown,
        deployment(triggers, usual.deployment()),
        triggers.text("trainer"),
        lessons(triggers));
  }

  private static TriggerLessons lessons(YamlMapping triggers) {
    TriggerLessons usual = TriggerLessons.ALL;
    return new TriggerLessons(
        either(triggers, "learn_from", "all", "drift", usual.ofDrift()),
        either(triggers, "known_time", "recorded", "event-time", usual.trustsEventTimes()));
  }

  /** Which of two words stands there: false for the first, true for the second. */
  private static boolean either(
      YamlMapping rules, String key, String first, String second, boolean usual) {
    return word(
        rules,
        key,
        List.of(first, second),
        text ->
            text.equals(first)
                ? Optional.of(false)
                : text.equals(second) ? Optional.of(true) : Optional.empty(),
        usual);
  }

  private static Deployment deployment(YamlMapping triggers, Deployment usual) {
    List<String> words = Arrays.stream(Deployment.Mode.values()).map(Mode::word).toList();
    Mode mode =
        word(
            triggers,
            "deployment",
            words,
            text -> Arrays.stream(Mode.values()).filter(m -> m.word().equals(text)).findFirst(),
            usual.mode());
    if (mode == Mode.CANARY) {
      return Deployment.canary(
          whole(triggers, "canary_percentage", Deployment.USUAL_PERCENTAGE, 1, 100));
    }
    if (triggers.has("canary_percentage")) {
      triggers.report("canary_percentage", "is of canaries only, not of " + mode.word());
    }
    return new Deployment(mode, 0);
  }

  private Map<String, ColumnRules> columns(YamlMapping drift, ColumnRules defaults) {
    Map<String, ColumnRules> columns = new LinkedHashMap<>();
    YamlMapping features = part(drift, "features");
    if (features == null) {
      return columns;
    }
    for (String name : features.keys()) {
      if (!known.isEmpty() && !known.contains(name)) {
        features.report(
            name, "is no column that a model reads or tells" + NearestName.suggestion(name, known));
      }
      YamlMapping rules = part(features, name);
      if (rules != null) {
        columns.put(name, column(rules, defaults));
      }
    }
    return columns;
  }

  private ColumnRules column(YamlMapping rules, ColumnRules usual) {
    rules.allow("a column", List.of("enabled", "test", "threshold", "min_samples", "seasonality"));
    DriftTest test = word(rules, "test", DriftTest.words(), DriftTest::of, usual.test());
    boolean isOtherTest = test != usual.test();
    if (isOtherTest && !rules.has("threshold") && usual.threshold() != 0.1) {
      rules.report(
          "test",
          "'%s' needs a threshold of its own: %s is that of %s"
              .formatted(test.word(), usual.threshold(), usual.test().word()));
    }
    return new ColumnRules(
        flag(rules, "enabled", usual.enabled()),
        test,
        number(rules, "threshold", usual.threshold(), 1e-6, test == DriftTest.KS ? 1 : 1_000),
        whole(rules, "min_samples", usual.minSamples(), 20, 1_000_000),
        word(rules, "seasonality", Seasonality.words(), Seasonality::of, usual.seasonality()));
  }

  private @Nullable YamlMapping part(YamlMapping of, String key) {
    return of.has(key) ? mapping(of.require(key), key, "a mapping; expected keys under it") : null;
  }

  private @Nullable YamlMapping mapping(Node node, String key, String expected) {
    return YamlMapping.of(node, key, expected, problems);
  }

  private static <T> T or(@Nullable YamlMapping part, Function<YamlMapping, T> read, T usual) {
    return part == null ? usual : read.apply(part);
  }

  private static boolean flag(YamlMapping in, String key, boolean usual) {
    Boolean said = in.flag(key);
    return said == null ? usual : said;
  }

  private static Duration duration(YamlMapping in, String key, Duration usual) {
    return Objects.requireNonNullElse(in.duration(key), usual);
  }

  private static int whole(YamlMapping in, String key, int usual, int least, int most) {
    Long value = in.whole(key, least, most);
    return value == null ? usual : value.intValue();
  }

  private static double number(
      YamlMapping in, String key, double usual, double least, double most) {
    String expected = "a number from %s to %s".formatted(least, most);
    Double value = in.number(key, expected);
    if (value != null && !(value >= least && value <= most)) {
      in.report(key, "%s is out of range; expected %s".formatted(value, expected));
      return usual;
    }
    return value == null ? usual : value;
  }

  private static <T> T word(
      YamlMapping in, String key, List<String> words, Function<String, Optional<T>> of, T usual) {
    String text = in.text(key);
    Optional<T> value = text == null ? Optional.empty() : of.apply(text);
    if (text != null && value.isEmpty()) {
      in.report(key, unknown(text, words));
    }
    return value.orElse(usual);
  }

  private <T> List<T> words(
      YamlMapping in, String key, List<String> words, Function<String, Optional<T>> of) {
    List<T> found = new ArrayList<>();
    List<ScalarNode> items =
        in.has(key) ? in.list(key, "a list of " + String.join(", ", words)) : List.of();
    for (ScalarNode item : items == null ? List.<ScalarNode>of() : items) {
      Optional<T> value = of.apply(item.getValue().strip());
      if (value.isEmpty()) {
        problems.add(item, key, unknown(item.getValue().strip(), words));
      } else if (found.contains(value.get())) {
        problems.add(item, key, "'%s' is given twice".formatted(item.getValue().strip()));
      } else {
        found.add(value.get());
      }
    }
    return found;
  }

  private static String unknown(String text, List<String> words) {
    return "'%s' is unknown; expected one of %s%s"
        .formatted(text, String.join(", ", words), NearestName.suggestion(text, words));
  }
}
