package com.ytempire.ml.inference.protocol;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that requests may name.
 *
 * @param name its name, with at most one slash
 * @param versions those that a request may ask for, newest first
 * @param active the version that answers when a request names none, or null when there is none
 * @param ready those of the versions that can answer at once
 */
public record ServedModel(
    String name, List<String> versions, @Nullable String active, Set<String> ready) {
  public ServedModel {
    versions = List.copyOf(versions);
    ready = Set.copyOf(ready);
  }
}
