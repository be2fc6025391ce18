package com.ytempire.ml.inference.operator;

import com.ytempire.ml.core.model.ModelRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Versions of several models as one line, {@code name=version} in the order of names, separated by
 * commas. Text, because every record carries one: it is copied for nothing and looked up once.
 */
final class VersionStamp {
  private VersionStamp() {}

  static String of(Collection<ModelRef> versions) {
    return versions.stream()
        .sorted(Comparator.comparing(ModelRef::name))
        .map(ref -> ref.name() + "=" + ref.version())
        .collect(Collectors.joining(","));
  }

  /**
   * @throws IllegalArgumentException for any other text
   */
  static List<ModelRef> parse(String stamp) {
    List<ModelRef> versions = new ArrayList<>();
    for (String part : stamp.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("version stamp '%s' is none".formatted(stamp));
      }
      versions.add(new ModelRef(part.substring(0, equals), part.substring(equals + 1)));
    }
    return List.copyOf(versions);
  }
}
