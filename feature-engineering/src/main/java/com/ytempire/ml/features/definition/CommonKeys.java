package com.ytempire.ml.features.definition;

import com.ytempire.ml.core.config.YamlMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys that every feature may have. */
final class CommonKeys {
  /** The reference's default: a day. */
  static final Duration DEFAULT_TTL = Duration.ofSeconds(86_400);

  static final int MAX_NAME_LENGTH = 60;

  private static final List<String> KEYS = List.of("name", "version", "ttl", "description");
  private static final Set<String> RESERVED =
      Set.of("and", "or", "not", "null", "event_id", "event_time");

  private CommonKeys() {}

  static List<String> with(String... keys) {
    var all = new ArrayList<>(KEYS);
    all.addAll(List.of(keys));
    return all;
  }

  /** The head of a feature, or null after reporting why there is none. */
  static @Nullable FeatureHead read(YamlMapping feature, FeatureGroup group) {
    String name = feature.requireText("name", "the feature's name");
    Integer version = version(feature);
    Duration ttl = ttl(feature);
    String description = feature.has("description") ? feature.text("description") : "";
    if (name == null || !isName(name, feature) || version == null || ttl == null) {
      return null;
    }
    return new FeatureHead(
        name,
        group,
        version,
        ttl,
        Objects.requireNonNullElse(description, ""),
        feature.node().getStartMark().getLine() + 1);
  }

  static @Nullable Integer version(YamlMapping mapping) {
    if (!mapping.has("version")) {
      return 1;
    }
    Long version = mapping.whole("version", 1, 1_000_000);
    return version == null ? null : version.intValue();
  }

  static @Nullable Duration ttl(YamlMapping mapping) {
    return mapping.has("ttl") ? mapping.duration("ttl") : DEFAULT_TTL;
  }

  private static boolean isName(String name, YamlMapping feature) {
    boolean letters =
        name.charAt(0) >= 'a'
            && name.charAt(0) <= 'z'
            && name.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
    if (!letters || name.length() > MAX_NAME_LENGTH) {
      feature.report(
          "name",
          "'"
              + name
              + "' is not a name; expected at most "
              + MAX_NAME_LENGTH
              + " lower-case letters, digits and _, beginning with a letter");
      return false;
    }
    if (RESERVED.contains(name) || name.startsWith(Input.COLUMN_PREFIX)) {
      feature.report("name", "'" + name + "' is reserved; expected another name");
      return false;
    }
    return true;
  }
}
