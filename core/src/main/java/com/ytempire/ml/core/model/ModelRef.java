package com.ytempire.ml.core.model;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * One version of one model, such as {@code trend_predictor} {@code 1.2.3}. Also its folder in a
 * model repository: {@code {name}/{version}}.
 *
 * @param name one or two segments of letters, digits, {@code .}, {@code _} and {@code -}, separated
 *     by a slash; at most 100 characters
 * @param version letters, digits, {@code .}, {@code _} and {@code -}; at most 20 characters
 */
public record ModelRef(String name, String version) implements Serializable {
  private static final String SEGMENT = "[A-Za-z0-9][A-Za-z0-9._-]*";
  private static final Pattern NAME = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")?");
  private static final Pattern VERSION = Pattern.compile(SEGMENT);

  /**
   * @throws IllegalArgumentException when a part has another form
   */
  public ModelRef {
    if (name.length() > 100 || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "model name '%s': expected letters, digits, '.', '_', '-', at most one '/', at most 100"
              .formatted(name));
    }
    if (version.length() > 20 || !VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "version '%s' of model %s: expected letters, digits, '.', '_', '-', at most 20"
              .formatted(version, name));
    }
  }

  /** The id by which results and the service name it: {@code trend_predictor_v1.2.3}. */
  public String modelId() {
    return name + "_v" + version;
  }

  /** Its folder in a model repository. */
  public String folder() {
    return name + "/" + version;
  }

  @Override
  public String toString() {
    return modelId();
  }
}
